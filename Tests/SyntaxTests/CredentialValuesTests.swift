import Testing

@testable import Syntax

/// Behind a name that tells, the whole value is hidden, as its syntax bounds it, and nothing but a stand-in is shown.
@Suite struct CredentialValuesTests {
  @Test(arguments: [
    // Signs that end a value elsewhere.
    "DB_PASSWORD='aB3xq;TAIL1mQ7wZZ'", "DB_PASSWORD=\"aB3xq,TAIL\"", "DB_PASSWORD='aB3xq)TAIL'", "DB_PASSWORD='aB3xq]TAIL'",
    "DB_PASSWORD='aB3xq`TAIL'", "DB_PASSWORD=\"aB3'TAIL\"", #"DB_PASSWORD="aB3x\"TAIL7mQ""#, "DB_PASSWORD=aB3<TAIL8{kLmQ7w",
    "API_KEY=aB3<TAIL9{kLmQ7w2Zr5Tn8", "A_TOKEN='kP3x TAIL10Q2mZr7Tn5wLdB'", "DB_PASSWORD=ab,c;TAIL", "DB_PASSWORD='ab''TAIL'",
    "DB_PASSWORD='ab'\"c\"TAIL", "password: ab, c] }TAIL", "password: 'it''s TAIL'",
    // What people think of.
    "DB_PASSWORD=ZebraTAIL1234!", "DB_PASSWORD=GreatesTAIL77Q", "DB_PASSWORD='$ecretTAIL77'",
    "KEY_PASSPHRASE=\"correct horse TAIL staple\"",
    "SMTP_PASS=QwErTyTAILAsDfGhJkLz", "WEBUI_SECRET_KEY=QwErTyTAIL", "PASSWORT=aB3xYTAILmQ7", "BASIC_AUTH=admin:aB3TAIL",
    "SESSION_JWT=9f8e7d6c5b4TAIL", "# admin password is aB3xYTAILmQ7wZZ", "password: correct horse TAIL", "  password: TAIL-horse # mine",
    "- name: DB_PASSWORD\n  value: houseTAIL", "password = \"house TAIL\"", "DB_PASSWORD=\"house\nTAIL\"\nA=b",
    // Names with something behind them.
    "API_KEY_OLD=houseTAIL", "TOKEN_PROD=houseTAIL", "SECRET_VALUE=houseTAIL", "api-key-backup: houseTAIL",
    // Forms of YAML and JSON.
    "? API_KEY\n: houseTAIL", "? \"API_KEY\"\n: houseTAIL", "B_TOKEN: \"9f8e7d6c\\\n  TAIL\"", #"H: "{\"x-api-key\": \"houseTAIL\"}""#,
    "command: [serve, --header, 'X-Custom: 2b8e7d6c5b4a39281706TAIL5e4d3c2b1ac']", "a.basicauth.users=me:4d8e7d6cTAIL",
    "API_KEY: ${OTHER_KEY:-houseTAIL}", "API_KEY=\"${OTHER_KEY:-houseTAIL}\"",
    // Forms that are known.
    "U=https://h/b?X-Amz-Signature=9f8e7d6c5b4a3TAIL1706", "U=https://h/b?a=b&Signature=9f8e7d6c5b4a3TAIL1706",
    #"G='{"private_key":"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\nq7WTAIL\n-----END PRIVATE KEY-----\n"}'"#,
    #"-----BEGIN PRIVATE KEY-----\nMIIEvQTAILIBADAN\n-----END PRIVATE KEY-----"#,
  ])
  func isHidden(_ text: String) {
    let masked = Credentials.masked(text)
    #expect(!masked.contains("TAIL"), "\(masked)")
    #expect(masked.utf8.count == text.utf8.count)
  }

  @Test(arguments: [
    "API_KEY=changeme", "API_KEY=your-key", "API_KEY='your_api_key_here'", "API_KEY: ${X}", "API_KEY: '${X}'", "API_KEY: ${X:-none}",
    "API_KEY: ${X:-}", "API_KEY: ${X:?is needed}", "API_KEY: ${X:-${Y}}", "api_key: \"{{ vault_key }}\"",
    "api_key: {{ .Values.key }}", "api_key: <your key>", "api_key: os.environ/OPENAI_KEY", "token: true", "token: none", "password: 123",
    "password: \"\"", "password: ''", "API_KEY=", "API_KEY=\nMODEL=qwen3", "password:\nmodel: qwen3", "api_key: null, # none",
    "API_KEY=fake-key",
    "apiKey: \"ollama-local\",", "OPENAI_API_KEYS=none;none", "api_key: OPENAI_API_KEY", "apiKey: process.env.OPENAI_API_KEY,",
    "apiKey = config.sops.secrets.ollama.path;", "API_KEY=$(cat /run/secrets/key)", "API_KEY=`cat key`", "api_key: !secret openwebui_login",
    "max_tokens: 4096", "max_token: 4096", "input_cost_per_token: 0.00000015", "const token = await getToken(x)", "MAX_TOKENS=128000",
    "token_limit: 4096", "tokenizer: qwen3-tokenizer", "num_tokens: unlimited",
    "password_file: /run/secrets/db", "POSTGRES_PASSWORD_FILE=/run/secrets/db", "secretName: my-secret", "author: somebody",
    "existingSecret: ollama-auth",
    "- secret: ollama-auth", "secret:\n  secretName: ollama-auth", "nginx.ingress.kubernetes.io/auth-secret: ollama-users",
    "{secretKey: DATABASE_URL, remoteRef: {key: chat}}", "bos_token: im_start", "\"eos_token\": \"<|im_end|>\"", "mask_token: \"[MASK]\"",
    "echo \"Password: \"; read -r x; echo \"thanks\"", "docker run -v \"$PWD:/app\" x", "(setq gptel-api-key (getenv \"X\"))",
    ":key #'gptel-api-key :stream t", "The server does not read HUGGINGFACE_TOKEN: what it reads is HF_TOKEN", "password is required",
    "TOKEN=https://localhost/v", "if token == other", "docker run --header 'Content-Type: application/json' x", "std::token::value",
    "curl -H 'X-Model: qwen3-coder-30b-a3b-instruct' http://localhost", "OPENAI_API_KEY=ollama OLLAMA_HOST=0.0.0.0 ollama serve",
    "API_KEY=ollama,OLLAMA_HOST=0.0.0.0", "tests pass: all of them", "https://h/v1?Signature=none&model=qwen3",
  ])
  func isShown(_ text: String) { #expect(Credentials.masked(text) == text) }

  /// A word that is somebody's password is no secret in the name of a model.
  @Test func anOrdinaryWordIsNotLookedForElsewhere() {
    var secrets = Secrets()
    secrets.insert(from: Array("DB_PASSWORD=qwen3\nAPI_KEY=9f8e7d6c5b4a39281706\n".utf8))
    #expect(secrets.masked("FROM qwen3:8b") == "FROM qwen3:8b")
    #expect(!secrets.masked("x 9f8e7d6c5b4a39281706").contains("39281706"))
  }

  /// To mask more does not mean to find more.
  @Test func findingsBelieveAsFewNamesAsBefore() {
    for name in ["API_KEY_OLD", "SESSION_JWT", "PASSWORT", "SECRET_VALUE"] { #expect(!Credentials.isName(name.utf8)) }
    for text in ["correct horse battery staple", "aB3<x8{kLmQ7w2Zr5", "houseOfCards"] { #expect(!Credentials.looksReal(text)) }
  }

  @Test(arguments: [
    "API_KEY=\"", "API_KEY='''", "${API_KEY:", "? API_KEY\n", "API_KEY: |\n", "password is ", "API_KEY=[x ", #"API_KEY=\""#,
  ])
  func whatNothingEndsIsRead(_ piece: String) {
    let text = Array(String(repeating: piece, count: 4_000).utf8)
    #expect(Credentials.ranges(in: text).allSatisfy { $0.start <= $0.end && $0.end <= text.count })
  }
}
