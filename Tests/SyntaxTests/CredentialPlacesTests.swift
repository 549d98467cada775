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
    "echo -n SECRET | sudo -S reboot", "curl -U u:SECRET http://localhost",
    "curl --oauth2-bearer SECRET http://localhost",
    "curl --cert a.pem:SECRET http://localhost",
    "wget --header=\"Authorization: token SECRET\" http://localhost",
    "redis-cli -a SECRET ping", "htpasswd -bc f u SECRET", "mosquitto_pub -u a -P SECRET -t x",
    "smbclient //h/s -U u%SECRET", "zip -P SECRET f.zip f", "unzip -PSECRET f", "7z a -pSECRET f.7z",
    "ssh-keygen -N \"SECRET\"", "openssl passwd -6 SECRET", "bw unlock SECRET", "rclone obscure SECRET",
    "nmcli dev wifi connect x password SECRET", "cloudflared service install SECRET",
    "ngrok config add-authtoken SECRET", "machine h login u password SECRET", "GET /x?access=SECRET",
    "C=\"AccountName=a;AccountKey=SECRET==\"", "SMTP_CRED: SECRET", "MY_SEED_PHRASE: SECRET",
    "ENCRYPTION_SALT: SECRET",
    "a http://u:aa=SECRET@h:1/", "a http://u:aa;SECRET@h", "a http://u:a@SECRET@h:1", "a http://u:a)SECRET@h", "a http://u:a,SECRET@h",
    "OPENAI_API_KEY_2=SECRET", "X_PASSWORD_1=SECRET", "TOKENS=abc1def2ghi,SECRET", "DB_PASSWORD=abc1'SECRET'", "DB_PASSWORD=abc1\\ SECRET",
    "-e 'DB_PASSWORD=Two words SECRET'", "DB_PASSWORD: !!str SECRET", "DB_PASSWORD: &a SECRET", "[\"password\"] = \"SECRET\"",
    "https://discord.com/api/webhooks/123/SECRET",
  ])
  func isHidden(_ line: String) {
    let text = line.replacing("SECRET", with: Self.secret)
    let masked = Credentials.masked(text)
    #expect(!masked.contains(Self.secret) && !masked.contains("Hunter3XN"), "\(masked)")
    #expect(masked.prefix(3) == text.prefix(3) && masked.utf8.count == text.utf8.count)
  }

  @Test(arguments: [
    "gh auth login --with-token <<< kX93bTq0LmZ4RwY7", "read -r KEY <<< 'Zx81QpLr5TnB7vKd2'",
    "PIN: a8Rk2LzQ0vXw7TyB",
    "https://ntfy.sh/Jd9KpQ2xRv7LmZ4s",
    "https://api.telegram.org/bot123456789:AXNqz32CuNGMGmSrCGIZEG8pSH4487q7J58m/x",
  ])
  func isHiddenForItsLooks(_ line: String) {
    #expect(Credentials.masked(line).filter { $0 == "." }.count >= 10, "\(Credentials.masked(line))")
  }

  /// Passwords that people think of have no digit, or nothing else.
  @Test(arguments: ["DB_PASSWORD=CorrectHorseBattery", "DB_PASSWORD=948271650394", "http://Zq8Lw2Xp9hun@box:11434"])
  func isHiddenThoughAPersonChoseIt(_ line: String) {
    #expect(Credentials.masked(line).filter { $0 == "." }.count >= 6, "\(Credentials.masked(line))")
  }

  @Test(arguments: [
    "POSTGRES_PASSWORD=postgres", "PASSWORD: ${DB_PASSWORD}", "MAX_TOKENS=16384", "http://host:11434,http://other:11434",
    "docker run -u 1000:1000 -p 11434:11434 ollama/ollama", "docker run --user ollama:ollama ollama/ollama",
    "ssh -p 2222 box", "key: ollama-models-claim-1", #"{"key": "ollama"}"#, "X-Keyboard: qwerty12345678",
    "docker login -u me --password-stdin", "echo $HOME/models:/root/.ollama", "A=$2y",
    "OPENAI_API_KEYS=none;none", "curl -sSu http://localhost:11434",
    "echo qwen2.5coder14b | xargs ollama pull",
    "image: ollama/ollama@sha256:0f3a9c1e5d7b2f4a6c8e0d1b3f5a7c9e",
    "hash = \"sha256-AbC1dEf2GhI3jKl4MnO5pQr6=\";",
    "device_ids: [GPU-1A2b3C4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d]",
    "FROM hf.co/unsloth/Qwen3-Coder-30B-A3B-Instruct-GGUF:UD-Q4_K_XL",
    "OLLAMA_FLASH_ATTENTION=1 continueConfigV2LoaderForModels", "ssh -p 2222 -P ollama2box",
    "unzip -p ollama-0.32.15.zip",
    "docker run -d ollama/ollama:0.32.15 # -S", "curl -Luo ollama-0.32.15-linux http://localhost",
  ])
  func isShown(_ line: String) { #expect(Credentials.masked(line) == line) }
}
