import Diagnostics
import Knowledge
import Syntax
import Testing

@testable import Linter

/// A fix changes what it speaks of, and nothing that merely shares a text with it.
@Suite struct SharingTests {
  /// The value at a path, with aliases and merge keys expanded.
  private func node(_ text: String, _ path: PathStep...) throws -> Node? {
    try YAMLParser.parse(SourceText(text)).first?.node(at: path)
  }

  @Test(arguments: [
    ("http://u:${T}@localhost:11434/v1", "http://u:${T}@ollama:11434"),
    ("http://${H}:11434/v1", "http://${H}:11434"),
    ("http://ollama:${P:-11434}/v1", "http://ollama:${P:-11434}"),
    ("${S}://ollama:11434/v1", "${S}://ollama:11434"),
  ])
  func aVariableInAnAddressStays(_ written: String, _ expected: String) throws {
    let text = try fixed(
      """
      services:
        ollama: {image: "ollama/ollama:0.32.15"}
        web:
          image: ghcr.io/open-webui/open-webui:main
          environment:
            OLLAMA_BASE_URL: \(written)

      """, beside: [".env": "T=tr0ub4dor-and-3\nH=ollama\nS=http\n"])
    #expect(try node(text, "services", "web", "environment", "OLLAMA_BASE_URL")?.text == expected)
  }

  @Test func anAddressInAListDoesNotTakeThePlaceOfAll() throws {
    let text = try fixed(
      """
      services:
        ollama: {image: "ollama/ollama:0.32.15"}
        web:
          image: ghcr.io/open-webui/open-webui:main
          environment:
            OLLAMA_BASE_URLS: http://localhost:11434/v1;http://ollama:11434/v1

      """)
    let value = try node(text, "services", "web", "environment", "OLLAMA_BASE_URLS")?.text
    #expect(value?.split(separator: ";").count == 2)
  }

  @Test func aVariableOfACommandIsNotSetTwice() throws {
    let text = try fixed(
      "T=tr0ub4dor-and-3\ndocker run -d -p 3000:8080 -e OLLAMA_BASE_URL=http://u:$T@localhost:11434/v1 ghcr.io/open-webui/open-webui:main\n",
      "run.sh")
    #expect(text.split(separator: "=").filter { $0.hasSuffix("OLLAMA_BASE_URL") }.count == 1)
    #expect(text.contains("http://u:$T@"))
  }

  @Test func anEmptiedAnchorStaysAMapping() throws {
    let text = try fixed(
      """
      x-base: &base
        image: ollama/ollama:0.32.15
        environment: &e
          OLLAMA_HOST: 127.0.0.1
      services:
        a: {<<: *base, ports: ["127.0.0.1:11434:11434"]}
        b:
          <<: *base
          ports: ["127.0.0.1:11435:11434"]
          environment: {<<: *e, OLLAMA_KEEP_ALIVE: 5m}

      """)
    #expect(try node(text, "x-base", "environment")?.entries != nil)
    #expect(try node(text, "services", "b", "environment", "OLLAMA_KEEP_ALIVE")?.text == "5m")
    #expect(try node(text, "services", "b", "environment", "OLLAMA_HOST") == nil)
  }

  @Test func aServiceThatMergesAnotherGetsNothing() throws {
    let text = """
      services:
        a: &svc
          image: ollama/ollama:0.32.15
          ports: ["127.0.0.1:11434:11434"]
        b:
          <<: *svc
          image: postgres:16
          ports: ["127.0.0.1:5432:5432"]

      """
    #expect(try fixed(text) == text)
  }

  @Test func aServiceThatAliasesAPartGetsNothing() throws {
    let text = try fixed(
      """
      services:
        ollama:
          image: ollama/ollama:0.32.15
          gpus: all
          restart: always
          volumes: &v
            - cache:/cache
        db:
          image: postgres:16
          volumes: *v
      volumes: {cache: }

      """)
    #expect(try node(text, "services", "db", "volumes")?.items?.count == 1)
  }

  @Test func aMergedPartIsOverriddenWithAllThatItHad() throws {
    let text = try fixed(
      """
      x-part: &part
        deploy:
          resources:
            limits: {memory: 12G}
      services:
        ollama:
          <<: *part
          image: ollama/ollama:0.32.15
          restart: always
          volumes: [o:/root/.ollama]
        db:
          <<: *part
          image: postgres:16
      volumes: {o: }

      """)
    let resources: [PathStep] = ["services", "ollama", "deploy", "resources"]
    let tree = try #require(try YAMLParser.parse(SourceText(text)).first)
    #expect(tree.node(at: resources + ["limits", "memory"])?.text == "12G")
    #expect(tree.node(at: resources + ["reservations", "devices"]) != nil)
    #expect(tree.node(at: ["services", "db", "deploy", "resources", "reservations"]) == nil)
  }

  @Test func anAliasedPartIsOverriddenInItsOwnService() throws {
    let text = try fixed(
      """
      services:
        db:
          image: acme/db
          environment: &shared
            OLLAMA_CONTEXT_LENGTH: 64k
            STATEMENT: 5minutes
        ollama:
          image: ollama/ollama:0.32.15
          gpus: all
          restart: always
          volumes: [o:/root/.ollama]
          environment: *shared
      volumes: {o: }

      """)
    #expect(try node(text, "services", "db", "environment", "OLLAMA_CONTEXT_LENGTH")?.text == "64k")
    #expect(try node(text, "services", "ollama", "environment", "STATEMENT")?.text == "5minutes")
    #expect(try node(text, "services", "ollama", "environment", "OLLAMA_CONTEXT_LENGTH")?.text != "64k")
  }

  @Test func aSharedTextIsFixedWhereAllWhoShareItAreMeant() throws {
    let text = try fixed(
      """
      x-env: &env
        OLLAMA_CONTEXT_LENGTH: 64k
      services:
        a:
          image: ollama/ollama:0.32.15
          environment: *env
        b:
          image: ollama/ollama:0.32.15
          environment: *env

      """)
    #expect(try node(text, "x-env", "OLLAMA_CONTEXT_LENGTH")?.text == "65536")
    #expect(!text.contains("64k"))
    #expect(try node(text, "services", "a", "environment", "OLLAMA_CONTEXT_LENGTH")?.text != nil)
  }

  @Test func aSidecarOfAPodGetsNoGPU() throws {
    let text = """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: ollama}
      spec:
        selector: {matchLabels: {app: o}}
        template:
          metadata: {labels: {app: o}}
          spec:
            containers:
              - &c
                name: ollama
                image: ollama/ollama:0.32.15
              - <<: *c
                name: sidecar
                image: busybox

      """
    #expect(try fixed(text, "k.yaml") == text)
  }

  @Test func anAliasIsTheNearestAnchorBefore() throws {
    let text = try fixed(
      """
      services:
        ollama:
          image: ollama/ollama:0.32.15
          environment: &env
            OLLAMA_CONTEXT_LENGTH: "65536"
        second:
          image: ollama/ollama:0.32.15
          environment: *env
        db:
          image: acme/db
          environment: &env
            OLLAMA_CONTEXT_LENGTH: 4k

      """)
    #expect(text.contains("OLLAMA_CONTEXT_LENGTH: 4k"))
    #expect(try node(text, "services", "second", "environment", "OLLAMA_CONTEXT_LENGTH")?.text == "65536")
  }

  @Test func aServersAddressIsNotChangedForAClient() throws {
    let text = try fixed(
      """
      services:
        a:
          image: ollama/ollama:0.32.15
          environment: &e
            - OLLAMA_HOST=127.0.0.1
          ports: ["127.0.0.1:11434:11434"]
        b:
          image: foo
          environment: *e

      """)
    #expect(text.contains("- OLLAMA_HOST=127.0.0.1\n"))
  }

  @Test func anExtendedServiceStaysAsItIs() throws {
    let text = """
      services:
        ollama:
          image: ollama/ollama:0.32.15
          restart: always
        db:
          extends: ollama
          image: postgres:16

      """
    #expect(try fixed(text) == text)
  }

  @Test func aFileOfVariablesForTwoIsNotChangedForOne() throws {
    let compose = """
      services:
        ollama:
          image: ollama/ollama:0.32.15
          gpus: all
          restart: always
          env_file: shared.env
          ports: ["127.0.0.1:11434:11434"]
          volumes: [o:/root/.ollama]
        worker:
          image: acme/worker
          env_file: shared.env
      volumes: {o: }

      """
    let variables = "OLLAMA_KEEP_ALIVE=5minutes\n"
    #expect(try fixed(variables, "shared.env", beside: ["compose.yaml": compose]) == variables)
  }

  @Test func aModelfileOfTwoModelsIsNotChangedForOne() throws {
    let modelfile = "FROM qwen3:8b\n"
    let script = "#!/bin/sh\nollama create coder -f Modelfile\nollama create chat -f Modelfile\n"
    let client = """
      {"provider":{"ollama":{"npm":"@ai-sdk/openai-compatible","options":{"baseURL":"http://localhost:11434/v1"},
      "models":{"coder":{"tool_call":true}}}},"model":"ollama/coder"}

      """
    let text = try fixed(modelfile, "Modelfile", beside: ["create.sh": script, "opencode.json": client])
    #expect(text == modelfile)
  }
}
