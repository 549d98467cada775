import Syntax
import Testing
import Vocabulary

@testable import Formats

/// The same container in every host that starts one: what it is does not depend on who starts it.
@Suite struct ContainerHostTests {
  struct Host: Sendable, CustomTestStringConvertible {
    let format: any Format.Type
    let path: String
    /// The container with a health check, which is `nil` where the host has none.
    let text: @Sendable (_ check: String?) -> String
    var hasHealthCheck = true

    var testDescription: String { format.name }

    func server(_ check: String? = nil) throws -> Fact {
      try #require(format.read(text(check), at: path).fact(.server))
    }
  }

  static let hosts = [
    Host(format: ComposeFormat.self, path: "compose.yaml") { check in
      """
      services:
        ollama:
          image: ollama/ollama:0.32.15
          runtime: nvidia
          environment: { OLLAMA_CONTEXT_LENGTH: 8192 }
          volumes: ["models:/root/.ollama"]
          ports: ["11434:11434"]
          \(check.map { "healthcheck: { test: \"\($0)\" }" } ?? "restart: always")
      """
    },
    Host(format: ShellFormat.self, path: "run.sh") { check in
      """
      docker run -d --runtime=nvidia -e OLLAMA_CONTEXT_LENGTH=8192 -v models:/root/.ollama -p 11434:11434 \
      \(check.map { "--health-cmd \"\($0)\"" } ?? "--restart always") ollama/ollama:0.32.15
      """
    },
    Host(format: QuadletFormat.self, path: "ollama.container") { check in
      """
      [Container]
      Image=ollama/ollama:0.32.15
      AddDevice=nvidia.com/gpu=all
      Environment=OLLAMA_CONTEXT_LENGTH=8192
      Volume=models:/root/.ollama
      PublishPort=11434:11434
      \(check.map { "HealthCmd=\($0)" } ?? "")
      """
    },
    Host(format: KubernetesFormat.self, path: "pod.yaml") { check in
      """
      apiVersion: v1
      kind: Pod
      metadata: { name: ollama }
      spec:
        runtimeClassName: nvidia
        containers:
          - name: ollama
            image: ollama/ollama:0.32.15
            env: [{ name: OLLAMA_CONTEXT_LENGTH, value: "8192" }]
            volumeMounts: [{ name: models, mountPath: /root/.ollama }]
            \(check.map { "livenessProbe: { exec: { command: [sh, -c, \"\($0)\"] } }" } ?? "tty: false")
      """
    },
    Host(
      format: UnraidFormat.self, path: "my-ollama.xml",
      text: { _ in
        """
        <Container version="2">
          <Name>ollama</Name>
          <Repository>ollama/ollama:0.32.15</Repository>
          <Network>bridge</Network>
          <ExtraParams>--runtime=nvidia</ExtraParams>
          <Config Name="Context" Target="OLLAMA_CONTEXT_LENGTH" Default="" Mode="" Type="Variable">8192</Config>
          <Config Name="Models" Target="/root/.ollama" Default="" Mode="rw" Type="Path">/mnt/ollama</Config>
          <Config Name="API" Target="11434" Default="" Mode="tcp" Type="Port">11434</Config>
        </Container>
        """
      }, hasHealthCheck: false),
  ]

  @Test(arguments: hosts) func itIsTheSameServer(_ host: Host) throws {
    let server = try host.server()
    #expect(server.text(.image) == "ollama/ollama" && server.text(.imageTag) == "0.32.15")
    #expect(server.integer(.context) == 8192)
    #expect(server[.gpu] == .all)
    #expect(server.text(.modelVolume) == "/root/.ollama")
    #expect(server.text(.modelsDirectory) == "/root/.ollama")
    #expect(!server.has(.environmentUnknown) && !server.has(.commandProblem))
  }

  @Test(arguments: hosts.filter(\.hasHealthCheck)) func aCheckThatAlwaysPassesIsOneFault(_ host: Host) throws {
    let server = try host.server("curl -f http://localhost:11434/ || true")
    #expect(server.text(.healthProblem)?.contains("always succeeds") == true)
    #expect(!server.has(.healthCheckTool))
  }

  @Test(arguments: hosts.filter(\.hasHealthCheck)) func aCheckWithoutItsProgramIsAnother(_ host: Host) throws {
    let server = try host.server("curl -f http://localhost:11434/")
    #expect(server.text(.healthCheckTool) == "curl" && !server.has(.healthProblem))
  }

  @Test func theDockerfileSaysThemToo() throws {
    func check(_ command: String) throws -> Fact {
      let text = "FROM ollama/ollama:0.32.15\nHEALTHCHECK --interval=30s CMD \(command)\n"
      return try #require(DockerfileFormat.read(text, at: "Dockerfile").fact(.server))
    }
    #expect(try check("curl -f http://localhost:11434/ || true").has(.healthProblem))
    #expect(try check("curl -f http://localhost:11434/").text(.healthCheckTool) == "curl")
  }
}
