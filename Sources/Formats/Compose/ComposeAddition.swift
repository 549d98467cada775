import Syntax

/// Services that a Compose file is to gain.
enum ComposeAddition {
  static func edits(_ addition: Addition, in source: SourceText) -> [Edit]? {
    let service: (name: String, value: NewValue, volume: String)
    if addition.subject == .server, let image = addition.image {
      service = (addition.text(.name) ?? "ollama", server(addition, image), "ollama")
    } else if let webUI = OpenWebUIAddition(addition) {
      service = ("open-webui", client(webUI, checksHealth: addition.text(.startsBefore) == nil), "open-webui")
    } else {
      return nil
    }
    let value: NewValue = ["services": [service.name: service.value], "volumes": [service.volume: .null]]
    return NodeMerge(of: value, as: .yaml).edits(in: source)
  }

  private static func environment(_ variables: [(name: String, value: String)]) -> NewValue {
    .mapping(variables.map { .init($0.name, .quoted($0.value)) })
  }

  private static func server(_ addition: Addition, _ image: String) -> NewValue {
    var members: [NewValue.Member] = [
      .init("image", .string(image), comment: addition.text(.gpuIntended)),
      .init("restart", .string(addition.text(.restart) ?? "unless-stopped")),
      .init("ports", [.quoted("127.0.0.1:11434:11434")]),
      .init("environment", environment(addition.serverVariables)),
      .init("volumes", [.string("ollama:\(ContainerSpec.modelsDirectory)")]),
      .init(
        "healthcheck",
        [
          "test": .list(["CMD", "ollama", "list"].map(NewValue.quoted), flow: true),
          "interval": "30s", "start_period": "30s",
        ]),
    ]
    guard addition.wantsGPU else { return .mapping(members) }
    if let devices = addition[.gpuVendor]?.deviceFiles {
      members.append(.init("devices", .list(devices.map(NewValue.string), flow: false)))
    } else {
      members.append(.init("deploy", ["resources": ["reservations": ["devices": [ComposeGPUWriter.device]]]]))
    }
    return .mapping(members)
  }

  /// - Parameter checksHealth: whether the server has a check that can be waited for.
  private static func client(_ webUI: OpenWebUIAddition, checksHealth: Bool) -> NewValue {
    [
      "image": .string(webUI.image), "restart": "unless-stopped",
      "depends_on": [
        URLParts(webUI.url).host: ["condition": .string(checksHealth ? "service_healthy" : "service_started")]
      ],
      "ports": [.quoted("127.0.0.1:3000:\(OpenWebUI.port)")],
      "volumes": [.string("open-webui:\(OpenWebUI.dataDirectory)")],
      "environment": environment(webUI.variables),
    ]
  }
}
