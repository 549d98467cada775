import Syntax
import Vocabulary

/// Images whose server listens on the container's own loopback unless a container says otherwise, so that a published port
/// points to nothing.
extension ContainerSpec {
  private struct LoopbackImage {
    let repository: String
    /// Beginnings or ends of the tags that are so; any where it is empty.
    let tags: [String]
    let program: String
    /// Words of which one in the command or the environment says the address.
    let signs: [String]
    /// What to add.
    let remedy: String
    /// What the command must have for the server to be started at all; anything where it is empty.
    let starts: [String]
    /// The server's port in the container, where the image has another server as well.
    var port: Int?
  }

  /// intel/ipex-llm: Ollama's own default, 127.0.0.1 (issue 12999). ggml-org/llama.cpp: `.devops/*.Dockerfile` sets
  /// LLAMA_ARG_HOST=0.0.0.0 in the server images alone; llama-server's default is 127.0.0.1. open-webui: `backend/start.sh` runs
  /// `ollama serve` as it is.
  private static let loopbackImages = [
    LoopbackImage(
      repository: "intelanalytics/ipex-llm-inference-cpp-xpu", tags: [], program: "Ollama",
      signs: ["OLLAMA_HOST"], remedy: "OLLAMA_HOST=0.0.0.0:11434 in the container's environment", starts: []),
    LoopbackImage(
      repository: "ggml-org/llama.cpp", tags: ["full"], program: "llama-server",
      signs: ["--host", "LLAMA_ARG_HOST"], remedy: "--host 0.0.0.0 in the command",
      starts: ["-s", "--server"]),
    LoopbackImage(
      repository: "ggerganov/llama.cpp", tags: ["full"], program: "llama-server",
      signs: ["--host", "LLAMA_ARG_HOST"], remedy: "--host 0.0.0.0 in the command",
      starts: ["-s", "--server"]),
    LoopbackImage(
      repository: "open-webui/open-webui", tags: ["ollama"], program: "Ollama", signs: ["OLLAMA_HOST"],
      remedy: "OLLAMA_HOST=0.0.0.0:11434 in the container's environment", starts: [],
      port: EndpointPorts.ollama),
  ]

  func loopbackFacts() -> [Fact] {
    let name = image.name.repository.lowercased()
    guard network.host == nil, network.namespace == .own, !hasUnknownParts, environment.isComplete,
      !id.document.isDocumentation,
      let known = Self.loopbackImages.first(where: {
        name == $0.repository || name.hasSuffix("/" + $0.repository)
      }), known.tags.isEmpty || known.tags.contains(where: { isTagged($0) }),
      let port = ports.first(where: { port in
        port.address != nil && (known.port == nil || port.containerPort?.value == known.port)
      })
    else { return [] }
    let words = (command?.value ?? []) + (entrypoint ?? [])
    let pieces = words.flatMap { $0.split(separator: " ").map(String.init) }
    guard known.starts.isEmpty || pieces.contains(where: known.starts.contains),
      !known.signs.contains(where: { sign in
        words.contains { $0.contains(sign) } || environment.last(sign) != nil
      }),
      // A script of the user's own may set anything.
      !words.contains(where: { $0.contains(".sh") })
    else { return [] }
    let option = known.remedy.hasPrefix("--") ? known.remedy.replacing(" in the command", with: "") : nil
    let place = option == nil || arguments.isEmpty ? ["loopback"] : ["words", "append", String(arguments.count - 1), "1"]
    return [
      SettingFact.make(
        FactID(.key, port.at.document, id.address + place), name: known.program, value: nil,
        kind: "engine", format: format, problem: .loopback, corrected: arguments.isEmpty ? nil : option,
        expected: known.remedy, at: port.at, owner: id)
    ].filter { _ in isOwn(port.at) }
  }

  private func isTagged(_ word: String) -> Bool {
    image.name.tag.map { $0.hasPrefix(word) || $0.hasSuffix("-" + word) } ?? false
  }
}
