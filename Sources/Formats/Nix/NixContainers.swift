import Syntax
import Vocabulary

/// Containers that a module of NixOS starts: `virtualisation.oci-containers.containers.ollama`.
///
/// Source: NixOS/nixpkgs `nixos/modules/virtualisation/oci-containers.nix` (a unit of systemd that runs `podman run` or `docker run`).
struct NixContainers {
  private let settings: [NixSettings.Setting]
  private let document: Document
  private static let root = ["virtualisation", "oci-containers"]

  init(_ settings: [NixSettings.Setting], _ document: Document) {
    self.settings = settings.filter { $0.path.starts(with: Self.root) }
    self.document = document
  }

  func specs(in workspace: any Workspace) -> [ContainerSpec] {
    guard !document.id.isDocumentation else { return [] }
    var names: [String] = []
    var byName: [String: [NixSettings.Setting]] = [:]
    for setting in settings where setting.path.count > 4 && setting.path[2] == "containers" {
      let name = setting.path[3]
      if byName[name] == nil { names.append(name) }
      byName[name, default: []].append(setting)
    }
    let engine: ContainerEngine =
      settings.last { $0.path == Self.root + ["backend"] }?.text == "docker" ? .docker : .podman
    return names.compactMap { spec($0, of: byName[$0] ?? [], engine, in: workspace) }
  }

  private func spec(
    _ name: String, of own: [NixSettings.Setting], _ engine: ContainerEngine, in workspace: any Workspace
  ) -> ContainerSpec? {
    let place = Self.root + ["containers", name]
    func setting(_ key: String) -> NixSettings.Setting? { own.last { $0.path == place + [key] } }
    func items(_ key: String) -> [NixSettings.Setting.Item] { own.filter { $0.path == place + [key] }.flatMap(\.items) }
    guard let found = setting("image"), let text = found.text else { return nil }
    let image = ImageName(text)
    let at = document.at(found.valueRange)
    var fact = Fact(FactID(image.isOllama ? .server : .client, document.id, place), at: at)
    fact.write(.name, name, at: at)
    let variables = own.filter { $0.path.count == 6 && $0.path[4] == "environment" }.map {
      Variable($0.path[5], $0, in: document)
    }
    // What is computed may hold anything.
    let isComputed = { (key: String) in
      own.contains { $0.path == place + [key] && $0.items.isEmpty && $0.text == nil && !isWritten($0) }
    }
    let isComplete = !isComputed("environment") && setting("environmentFiles") == nil && !isComputed("extraOptions")
    var spec = ContainerSpec(
      fact, format: "NixOS", image: .init(name: image, at: at),
      environment: .init(variables: variables, isComplete: isComplete), in: workspace)
    spec.engine = engine
    // NixOS enforces no SELinux, and the unit starts what ended again.
    spec.isUnconfined = true
    spec.restart = Placed("always", at: at)
    spec.hasUnknownParts = isComputed("extraOptions")
    let volumes = own.filter { $0.path == place + ["volumes"] }.flatMap(\.allItems)
    // `(path + ":/data")` may be any mount.
    let mounts = volumes.filter { !$0.text.hasPrefix("(") && (!$0.isComputed || VolumeSpec.target($0.text) != nil) }
    spec.hasUnknownMounts = isComputed("volumes") || mounts.count < volumes.count
    spec.mounts = mounts.map { item in
      .init(
        target: VolumeSpec.target(item.text), at: document.at(item.range), written: item.text,
        isReadOnly: VolumeSpec.isReadOnly(item.text))
    }
    spec.ports = items("ports").enumerated().compactMap { index, item in
      .init(
        item.text, raw: item.text, FactID(.port, document.id, place + ["ports", String(index)]), at: document.at(item.range))
    }
    if let command = setting("cmd") {
      spec.command = Placed(command.items.map(\.text), at: document.at(command.valueRange))
      spec.arguments = command.items.map {
        CommandWord(text: $0.text, raw: $0.text, at: document.at($0.range), isFixed: true)
      }
    }
    if let entrypoint = setting("entrypoint")?.text { spec.entrypoint = [entrypoint] }
    if let user = setting("user") { spec.user = Placed(user.text, at: document.at(user.valueRange)) }
    spec.network.knowsHost = true
    spec.network.name = items("networks").first?.text
    spec.gpu = GPURequest(at: at)
    for device in items("devices") { spec.gpu.pass(device.text, at: document.at(device.range)) }
    let options = own.filter { $0.path == place + ["extraOptions"] }.flatMap(\.allItems)
    spec.apply(EngineOptions(options.map { .init(text: $0.isComputed ? nil : $0.text, raw: $0.text, at: document.at($0.range)) }))
    if spec.hasUnknownParts || setting("privileged")?.word == "true" { spec.gpu.becomeUnknownIfAbsent() }
    return spec
  }

  /// Whether a setting is a set or a list as it is written here, even an empty one; of `[ ... ] ++ more` a part is not.
  private func isWritten(_ setting: NixSettings.Setting) -> Bool {
    if case .list = setting.value { return true }
    return document.source.byte(at: setting.valueRange.start) == UInt8(ascii: "{")
  }
}

extension Variable {
  init(_ name: String, _ setting: NixSettings.Setting, in document: Document) {
    self.init(
      name: name, value: setting.text, address: ["nix"] + setting.address, document: document.id, nameRange: setting.keyRange,
      valueRange: setting.valueRange, range: setting.range)
  }
}
