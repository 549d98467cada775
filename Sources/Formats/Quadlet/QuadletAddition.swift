import Syntax

/// A `.container` file that is to be.
enum QuadletAddition {
  /// The network on which the containers know each other by name.
  private static let network = "local-models"

  static func edits(_ addition: Addition, in source: SourceText) -> [Edit]? {
    if let webUI = OpenWebUIAddition(addition) { return source.writing(text(of: client(webUI))) }
    guard addition.subject == .server, let image = addition.image else { return nil }
    return source.writing(text(of: server(addition, image)))
  }

  private typealias Section = (name: String, entries: [(key: String, value: String)])

  private static func text(of sections: [Section]) -> String {
    sections.map { section in
      "[\(section.name)]\n" + section.entries.map { "\($0.key)=\($0.value)\n" }.joined()
    }.joined(separator: "\n")
  }

  private static func server(_ addition: Addition, _ image: String) -> [Section] {
    var container = [("ContainerName", "ollama"), ("Image", image)]
    if addition.wantsGPU {
      let devices = addition[.gpuVendor]?.deviceFiles ?? ["nvidia.com/gpu=all"]
      container += devices.map { ("AddDevice", $0) }
    }
    container += addition.serverVariables.map { ("Environment", "\($0.name)=\($0.value)") }
    container.append(("Volume", "ollama:\(ContainerSpec.modelsDirectory)"))
    container.append(("PublishPort", "127.0.0.1:11434:11434"))
    if !addition.texts(.aliases).isEmpty { container.append(("Network", network)) }
    container.append(("HealthCmd", "ollama list"))
    return [("Unit", [("Description", "Ollama")]), ("Container", container)] + start
  }

  private static func client(_ webUI: OpenWebUIAddition) -> [Section] {
    let container =
      [("ContainerName", "open-webui"), ("Image", webUI.image), ("Network", network)]
      + webUI.variables.map { ("Environment", "\($0.name)=\($0.value)") }
      + [
        ("Volume", "open-webui:\(OpenWebUI.dataDirectory)"),
        ("PublishPort", "127.0.0.1:3000:\(OpenWebUI.port)"),
      ]
    return [
      ("Unit", [("Description", "Open WebUI"), ("After", "ollama.service")]), ("Container", container),
    ] + start
  }

  private static let start: [Section] = [
    ("Service", [("Restart", "always")]), ("Install", [("WantedBy", "default.target")]),
  ]
}
