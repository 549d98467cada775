import Testing

@testable import Syntax

/// Commands and settings whose places tell a credential hide it; the rest of their line is shown.
@Suite struct CredentialPlacesTests {
  private static let secret = "hunter2Hunter3XN"

  @Test(arguments: [
    "curl -u me:SECRET http://localhost", "test: [CMD, curl, -u, 'me:SECRET', http://localhost]",
    "HealthCmd=curl --user a:SECRET http://localhost", "docker login -u me -p SECRET && docker run x",
    "sshpass -p SECRET ssh box ollama serve", "mysql -uroot -pSECRET ollama", "OPENAI_API_KEYS=none;SECRET",
    "OPENAI_API_KEYS: 'abc1def2ghi3jkl4;SECRET'", #"{"0": {"key": "SECRET"}}"#, #"{\"key\": \"SECRET\"}"#,
    #"(gptel-make-openai "x" :key "SECRET")"#, #""X-Key": "SECRET""#, "X-Auth: SECRET", "x-tok: SECRET",
    "DB_PASS=\"abc1def2ghi\nSECRET\"\nA=b", "basicauth.users=admin:$$apr1$$ab12$$SECRET",
    "users: admin:$2y$05$SECRETSECRET", "DBPW='SECRET'",
    "echo \"SECRET\" | docker login -u me --password-stdin",
    "printf '%s' 'SECRET' | podman login --password-stdin ghcr.io",
    "docker login --password-stdin <<< SECRET",
    "# pw: SECRET", "curl -ume:SECRET http://localhost", "curl -fsSLu me:SECRET http://localhost",
    "vault login SECRET", "openssl enc -aes256 -k SECRET -in a",
    "sudo -S systemctl restart ollama <<< SECRET",
    "echo -n SECRET | sudo -S reboot",
  ])
  func isHidden(_ line: String) {
    let text = line.replacing("SECRET", with: Self.secret)
    let masked = Credentials.masked(text)
    #expect(!masked.contains(Self.secret) && !masked.contains("Hunter3XN"), "\(masked)")
    #expect(masked.prefix(3) == text.prefix(3) && masked.utf8.count == text.utf8.count)
  }

  @Test(arguments: [
    "docker run -u 1000:1000 -p 11434:11434 ollama/ollama", "docker run --user ollama:ollama ollama/ollama",
    "ssh -p 2222 box", "key: ollama-models-claim-1", #"{"key": "ollama"}"#, "X-Keyboard: qwerty12345678",
    "docker login -u me --password-stdin", "echo $HOME/models:/root/.ollama", "A=$2y",
    "OPENAI_API_KEYS=none;none", "curl -sSu http://localhost:11434",
    "echo qwen2.5coder14b | xargs ollama pull",
    "docker run -d ollama/ollama:0.32.15 # -S", "curl -Luo ollama-0.32.15-linux http://localhost",
  ])
  func isShown(_ line: String) { #expect(Credentials.masked(line) == line) }
}
