import Formats
import Syntax
import Testing
import Vocabulary

@Suite struct QuadletTests {
  private static let text = """
    [Container]
    Image=docker.io/ollama/ollama:0.32.15
    ContainerName=llm
    Environment=OLLAMA_CONTEXT_LENGTH=8192 "OLLAMA_KEEP_ALIVE=1h"
    PublishPort=[::1]:11500:11434
    Volume=%h/models:/root/.ollama:Z
    Network=llm.network:alias=x
    HealthCmd=ollama --version

    [Service]
    Restart=on-failure

    """

  @Test func saysWhatTheContainerIsGiven() throws {
    let reading = QuadletFormat.read(Self.text, at: "llm.container")
    let server = try #require(reading.fact(.server))
    #expect(server.text(.name) == "llm" && server.text(.version) == "0.32.15")
    #expect(server.text(.unit) == "llm.service" && server.text(.restart) == "on-failure")
    #expect(server.integer(.context) == 8192 && server.integer(.keepAlive) == 3600)
    #expect(server.text(.modelVolume) == "/root/.ollama" && server.text(.network) == "llm.network")
    #expect(server[.gpu] == .noGPU && server.has(.healthProblem))
    let port = try #require(reading.fact(.port))
    #expect(port.text(.address) == "::1" && port.integer(.hostPort) == 11500 && port.integer(.port) == 11434)
  }

  @Test(
    arguments: [
      ("AddDevice=nvidia.com/gpu=all", "all", "nvidia"), ("AddDevice=nvidia.com/gpu=0", "some", "nvidia"),
      ("AddDevice=/dev/dri\nAddDevice=-/dev/kfd", "all", "amd"), ("AddDevice=/dev/dri", "all", "dri"),
      ("PodmanArgs=--gpus all", "all", "nvidia"), ("PodmanArgs=--device=/dev/kfd", "all", "amd"),
      ("AddDevice=%i", nil, nil), ("AddDevice=/dev/snd", "none", nil),
      ("AddDevice=nvidia.com/gpu=all\nAddDevice=", "none", nil),
    ] as [(String, String?, String?)]) func knowsTheWaysToAskForAGPU(
      _ lines: String, _ access: String?, _ vendor: String?
    ) throws
  {
    let text = "[Container]\nImage=ollama/ollama\n\(lines)\n"
    let server = try #require(QuadletFormat.read(text, at: "ollama.container").fact(.server))
    #expect(server.has(.gpu) && server[.gpu]?.rawValue == access && server[.gpuVendor]?.rawValue == vendor)
  }

  @Test func aHelperIsNoServer() {
    let text = "[Container]\nImage=ollama/ollama\nExec=pull llama3\n"
    #expect(QuadletFormat.read(text, at: "pull.container").facts.isEmpty)
  }

  @Test func anImageUnitGivesTheImage() throws {
    let workspace = StubWorkspace(files: ["q/ollama.image": "[Image]\nImage=docker.io/ollama/ollama:0.30.0\n"]
    )
    let text = "[Container]\nImage=ollama.image\n"
    let server = try #require(
      QuadletFormat.read(text, at: "q/ollama.container", in: workspace).fact(.server))
    #expect(server.text(.version) == "0.30.0")
  }

  @Test func aChatUIIsAClient() throws {
    let text =
      "[Container]\nImage=ghcr.io/open-webui/open-webui:main\nEnvironment=OLLAMA_BASE_URL=http://llm:11434 WEBUI_AUTH=False\nPublishPort=3000:8080\n"
    let reading = QuadletFormat.read(text, at: "open-webui.container")
    let client = try #require(reading.fact(.client))
    #expect(client.text(.kind) == "Open WebUI" && client.flag(.auth) == false)
    #expect(reading.fact(.endpoint)?.text(.host) == "llm" && reading.fact(.port)?.integer(.hostPort) == 3000)
  }

  @Test func thePodOfAnotherFileLeavesLocalhostAlone() {
    let text = "[Container]\nImage=x/chat\nPod=llm.pod\nEnvironment=OLLAMA_HOST=http://localhost:11434\n"
    #expect(QuadletFormat.read(text, at: "chat.container").fact(.endpoint) == nil)
  }

  @Test(
    arguments: [
      (
        Change.Action.set(.gpu, .text("all")), "HealthCmd=ollama --version\n",
        "AddDevice=nvidia.com/gpu=all\n"
      ),
      (.set(.modelVolume, .text("/models")), "Volume=%h/models:/root/.ollama:Z\n", "Volume=ollama:/models\n"),
      (
        .set(.context, .integer(4)), "", ""
      ),
    ] as [(Change.Action, String, String)]) func writesBehindItsLikes(
      _ action: Change.Action, _ behind: String, _ added: String
    )
  {
    let changed = QuadletFormat.change(Self.text, at: "llm.container", .server, ["Container"], action)
    let expected =
      behind.isEmpty
      ? Self.text.replacingFirst("=8192", with: "=4")
      : Self.text.replacingFirst(behind, with: behind + added)
    #expect(changed == expected)
  }

  @Test func aPortIsPublishedOnLoopback() {
    #expect(
      QuadletFormat.change(
        "[Container]\nPublishPort=11434:11434\nPublishPort=8080\n", at: "o.container", .port,
        ["Container", "PublishPort", "1"], .set(.address, .text("127.0.0.1")))
        == "[Container]\nPublishPort=11434:11434\nPublishPort=127.0.0.1::8080\n")
  }
}
