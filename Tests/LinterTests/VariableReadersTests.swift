import Testing

@testable import Linter

/// A variable, or a volume, that something else in the same text goes by its name is left to that.
@Suite struct VariableReadersTests {
  @Test(arguments: [
    ("run.sh", "export OLLAMA_KEEP_ALIVE=5minutes\npsql --timeout \"$OLLAMA_KEEP_ALIVE\"\nollama serve\n"),
    ("run.ps1", "$env:OLLAMA_KEEP_ALIVE = \"5minutes\"\npsql --timeout ${env:OLLAMA_KEEP_ALIVE}\nollama serve\n"),
    ("run.bat", "set OLLAMA_KEEP_ALIVE=5minutes\nset TIMEOUT=%OLLAMA_KEEP_ALIVE%\nollama serve\n"),
    (
      "Dockerfile",
      "FROM ollama/ollama:0.32.15\nENV OLLAMA_KEEP_ALIVE=5minutes\nENV TIMEOUT=${OLLAMA_KEEP_ALIVE}\n"
    ),
    (
      "ollama.service",
      "[Service]\nExecStart=/usr/bin/ollama serve\nExecStartPost=/usr/bin/watch -t $OLLAMA_KEEP_ALIVE\nEnvironment=OLLAMA_KEEP_ALIVE=5minutes\n"
    ),
    (
      "compose.yaml",
      "services:\n  ollama:\n    image: ollama/ollama:0.32.15\n    entrypoint: [sh, -c, 'timeout $${OLLAMA_KEEP_ALIVE} x; ollama serve']\n    environment: {OLLAMA_KEEP_ALIVE: 5minutes}\n"
    ),
    (
      "pod.yaml",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: o}\nspec:\n  containers:\n    - name: o\n      image: ollama/ollama:0.32.15\n      env:\n        - {name: OLLAMA_KEEP_ALIVE, value: 5minutes}\n        - {name: TIMEOUT, value: $(OLLAMA_KEEP_ALIVE)}\n"
    ),
    ("run.sh", "export OLLAMA_KEEP_ALIVE=5minutes\nollama serve &\npsql -v t=\"$(printenv OLLAMA_KEEP_ALIVE)\"\n"),
    ("run.zsh", "export OLLAMA_KEEP_ALIVE=5minutes\nollama serve &\npsql -v t=${(U)OLLAMA_KEEP_ALIVE}\n"),
    (
      "run.sh",
      "export OLLAMA_KEEP_ALIVE=5minutes\nollama serve &\npython3 -c 'import os; print(os.environ[\"OLLAMA_KEEP_ALIVE\"][:-7])'\n"
    ),
    (
      "run.ps1",
      "$env:OLLAMA_KEEP_ALIVE = \"5minutes\"\n$t = [Environment]::GetEnvironmentVariable('OLLAMA_KEEP_ALIVE')\npsql $t\nollama serve\n"
    ),
    (
      "ollama.nix",
      "{ config, ... }:\n{\n  services.ollama.enable = true;\n  services.ollama.environmentVariables.OLLAMA_KEEP_ALIVE = \"5minutes\";\n  systemd.services.pg.environment.TIMEOUT = config.services.ollama.environmentVariables.OLLAMA_KEEP_ALIVE;\n}\n"
    ),
    (
      "ollama.nix",
      "{\n  services.ollama.enable = true;\n  services.ollama.environmentVariables = rec {\n    OLLAMA_KEEP_ALIVE = \"5minutes\";\n    TIMEOUT = OLLAMA_KEEP_ALIVE;\n  };\n}\n"
    ),
  ])
  func aValueThatIsReadElsewhereStays(_ name: String, _ text: String) throws {
    #expect(try fixed(text, name).contains("5minutes"))
  }

  @Test func aNameThatIsReadElsewhereStays() throws {
    let text = try fixed(
      "apiVersion: v1\nkind: Pod\nmetadata: {name: o}\nspec:\n  containers:\n    - name: o\n      image: ollama/ollama:0.32.15\n      env:\n        - {name: OLLAMA_NUM_PARALEL, value: '2'}\n        - {name: COUNT, value: $(OLLAMA_NUM_PARALEL)}\n",
      "pod.yaml"
    )
    #expect(text.contains("name: OLLAMA_NUM_PARALEL,"))
  }

  @Test func aFileOfVariablesThatReadsItsOwnStays() throws {
    let text = try fixed(
      "OLLAMA_KEEP_ALIVE=5minutes\nTIMEOUT=${OLLAMA_KEEP_ALIVE}\n", ".env",
      beside: [
        "compose.yaml":
          "services:\n  ollama: {image: 'ollama/ollama:0.32.15', env_file: .env}\n  db: {image: postgres, environment: {T: '${TIMEOUT}'}}\n"
      ])
    #expect(text.contains("5minutes"))
  }

  @Test(arguments: [
    "docker run -e OLLAMA_KEEP_ALIVE=$OLLAMA_KEEP_ALIVE ollama/ollama:0.32.15", "echo \"kept for $OLLAMA_KEEP_ALIVE\"",
    "# $OLLAMA_KEEP_ALIVE is how long",
  ])
  func whatHandsItOnOrShowsItIsNoOtherReader(_ line: String) throws {
    #expect(try fixed("export OLLAMA_KEEP_ALIVE=5minutes\n\(line)\nollama serve\n", "run.sh").contains("=5m\n"))
  }

  @Test func ComposesOwnVariableOfTheNameIsAnotherOne() throws {
    let text = try fixed(
      "services:\n  ollama:\n    image: ollama/ollama:0.32.15\n    environment: {OLLAMA_KEEP_ALIVE: 5minutes}\n  db: {image: postgres, environment: {T: '${OLLAMA_KEEP_ALIVE}'}}\n",
      "compose.yaml"
    )
    #expect(text.contains("OLLAMA_KEEP_ALIVE: 5m}"))
  }

  // MARK: Volumes

  @Test(arguments: ["[ollama:/data]", "[{type: volume, source: ollama, target: /data}]"])
  func aVolumeOfTheFileBesideIsNotShared(_ mounts: String) throws {
    let server = "services:\n  llm: {image: 'ollama/ollama:0.32.15'}\n"
    let other = "services:\n  pg:\n    image: postgres\n    volumes: \(mounts)\nvolumes: {ollama: }\n"
    #expect(try fixed(server, "compose.yaml", beside: ["compose.prod.yaml": other]).contains("llm-data:/root/.ollama"))
  }

  @Test func aVolumeOfALongOptionIsNotShared() throws {
    let text = try fixed(
      "docker run -d --mount type=volume,src=ollama,dst=/data postgres\ndocker run -d --name llm ollama/ollama:0.32.15\n",
      "run.sh")
    #expect(text.contains("llm-data:/root/.ollama"))
  }

  // MARK: Aliases

  @Test func settingsGetNoMergeKey() throws {
    let text = try fixed(
      "name: x\nversion: 0.0.1\nschema: v1\nmodels:\n  - name: a\n    provider: openai\n    model: m\n    defaultCompletionOptions: &o {contextLength: 9000, temperature: 0.5}\n  - name: b\n    provider: ollama\n    model: qwen3:8b\n    roles: [chat]\n    defaultCompletionOptions: *o\n  - name: c\n    provider: ollama\n    model: all-minilm\n    roles: [chat]\n    defaultCompletionOptions: *o\n",
      ".continue/config.yaml")
    #expect(!text.contains("<<"))
  }
}
