import Syntax

/// Services that a Compose file is to gain.
enum ComposeAddition {
  static func edits(_ addition: Addition, in source: SourceText) -> [Edit]? {
    let service: (name: String, members: [NewValue.Member], volume: String)
    if addition.subject == .server, let image = addition.image {
      service = (addition.text(.name) ?? "ollama", server(addition, image), "ollama")
    } else if let webUI = OpenWebUIAddition(addition) {
      service = ("open-webui", client(webUI, checksHealth: addition.text(.startsBefore) == nil), "open-webui")
    } else {
      return nil
    }
    let value = NewValue.mapping([
      .init("services", .mapping([.init(service.name, .mapping(service.members))])),
      .init("volumes", .mapping([.init(service.volume, .null)])),
    ])
    return NodeMerge(of: value, as: .yaml).edits(in: source)
  }

  private static func environment(_ variables: [(name: String, value: String)]) -> NewValue {
    .mapping(variables.map { .init($0.name, .quoted($0.value)) })
  }

  private static func server(_ addition: Addition, _ image: String) -> [NewValue.Member] {
    let volume = NewValue.string("ollama:\(ContainerSpec.modelsDirectory)")
    var members: [NewValue.Member] = [
      .init("image", .string(image), comment: addition.text(.gpuIntended)),
      .init("restart", .string(addition.text(.restart) ?? "unless-stopped")),
      .init("ports", .list([.quoted("127.0.0.1:11434:11434")], flow: false)),
      .init("environment", environment(addition.serverVariables)),
      .init("volumes", .list([volume], flow: false)),
      .init(
        "healthcheck",
        .mapping([
          .init("test", .list(["CMD", "ollama", "list"].map(NewValue.quoted), flow: true)),
          .init("interval", .string("30s")), .init("start_period", .string("30s")),
        ])),
    ]
    guard addition.wantsGPU else { return members }
    if let devices = addition[.gpuVendor]?.deviceFiles {
      members.append(.init("devices", .list(devices.map(NewValue.string), flow: false)))
    } else {
      let devices = NewValue.list([ComposeGPUWriter.device], flow: false)
      members.append(
        .init(
          "deploy",
          .mapping([
            .init("resources", .mapping([.init("reservations", .mapping([.init("devices", devices)]))]))
          ])))
    }
    return members
  }

  /// - Parameter checksHealth: whether the server has a check that can be waited for.
  private static func client(_ webUI: OpenWebUIAddition, checksHealth: Bool) -> [NewValue.Member] {
    let condition = NewValue.string(checksHealth ? "service_healthy" : "service_started")
    let server = URLParts(webUI.url).host
    return [
      .init("image", .string(webUI.image)), .init("restart", .string("unless-stopped")),
      .init("depends_on", .mapping([.init(server, .mapping([.init("condition", condition)]))])),
      .init("ports", .list([.quoted("127.0.0.1:3000:\(OpenWebUI.port)")], flow: false)),
      .init("volumes", .list([.string("open-webui:\(OpenWebUI.dataDirectory)")], flow: false)),
      .init("environment", environment(webUI.variables)),
    ]
  }
}
