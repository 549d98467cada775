import Knowledge
import Syntax
import Vocabulary

/// What a `.container` file gives its container, be it a server or a client.
///
/// Source: `man podman-systemd.unit`, "Container units [Container]"; Podman 5.
struct QuadletContainer {
  static let section = "Container"

  let unit: Unit
  let id: FactID
  let image: ImageName
  let imageAt: SourceRange
  /// Whether a specifier or a template decides on the image's tag.
  let hasUnknownTag: Bool
  let workspace: any Workspace

  /// `nil` if no image is named here.
  init?(_ unit: Unit, in workspace: any Workspace) {
    guard let layer = unit.layers.first, let found = unit.value("Image", in: Self.section) else { return nil }
    self.unit = unit
    self.workspace = workspace
    let text = Self.imageText(found, workspace)
    hasUnknownTag = found.text == nil
    image = ImageName(hasUnknownTag ? ImageName.withoutVariables(text) : text)
    imageAt = found.at
    id = FactID(image.isOllama ? .server : .client, layer.id, [Self.section])
  }

  /// The name itself, or the one in the `.image` unit that is named instead.
  private static func imageText(_ found: Unit.Found, _ workspace: any Workspace) -> String {
    let text = found.entry.value
    guard text.hasSuffix(".image"), !text.contains("/"),
      let path = Path.join(Path.directory(of: found.layer.id.path), text),
      let source = workspace.source(at: path)
    else { return text }
    return INIParser.parse(source).entries("Image", in: "Image").last?.value ?? text
  }

  func value(_ key: String) -> Unit.Found? { unit.value(key, in: Self.section) }
  func values(_ key: String) -> [Unit.Found] { unit.values(key, in: Self.section) }

  /// The words of all values of a key; those that cannot be known are left out.
  func words(_ key: String) -> [String] {
    values(key).flatMap { found in found.layer.file.words(of: found.entry).map(\.raw) }
  }

  /// The name that Podman knows it by: `systemd-%N` where none is given.
  var name: Sourced {
    guard let found = value("ContainerName") else {
      return Sourced(.text("systemd-\(unit.stem)"), at: imageAt)
    }
    return Sourced(.text(found.text ?? unit.stem), at: found.at)
  }

  /// The service that the generator makes of it.
  var serviceName: String { String(unit.name.dropLast(".container".count)) + ".service" }

  var aliases: [String] {
    ["systemd-\(unit.stem)"] + (values("NetworkAlias") + values("HostName")).compactMap(\.text)
  }

  private var networks: [String] {
    values("Network").compactMap { $0.text.map { String($0.prefix { $0 != ":" }) } }
  }

  var hostNetwork: Unit.Found? { values("Network").first { $0.text == "host" } }

  /// The network of its own that it joins; on Podman's default one containers do not know each other's names.
  var network: String? {
    networks.last.flatMap { ["host", "none", "slirp4netns", "pasta", "private"].contains($0) ? nil : $0 }
  }

  /// A pod shares one network: what it publishes, and `localhost`, belong to all of its containers.
  var pod: Unit.Found? { value("Pod") }

  /// Whether `localhost` may lead out of the container: in a pod, in another container's network, or where
  /// pasta is told to forward ports (`Network=pasta:-T,11434`).
  var sharesLoopback: Bool {
    pod != nil || hasArgument("--network", "--net", "--pod")
      || values("Network").map(\.entry.value).contains {
        $0.hasPrefix("pasta:") || $0.hasPrefix("slirp4netns:") || $0.hasSuffix(".container")
      }
  }

  func environment() -> UnitEnvironment {
    UnitEnvironment(unit, in: Self.section, workspace: workspace)
  }

  /// Whether `PodmanArgs=` holds an option that begins so.
  func hasArgument(_ options: String...) -> Bool {
    words("PodmanArgs").contains { word in options.contains { word == $0 || word.hasPrefix($0 + "=") } }
  }

  /// Whether the program may be somebody else than root in its container, whose home is not `/root`.
  var runsAsAnotherUser: Bool {
    ["User", "UserNS", "RemapUsers"].contains { value($0) != nil } || hasArgument("--user", "-u", "--userns")
      || words("Environment").contains { $0.hasPrefix("HOME=") }
  }

  // MARK: Mounts

  /// A directory of the container that outlives it; `nil` where only the running manager knows which.
  struct Mount {
    let target: String?
    let at: SourceRange
  }

  func mounts() -> [Mount] {
    let volumes = values("Volume").map { found in
      Mount(target: Self.known(VolumeSpec.target(found.entry.value), found), at: found.at)
    }
    let mounts = values("Mount").filter { !$0.entry.value.contains("type=tmpfs") }.map { found in
      Mount(target: Self.known(VolumeSpec.mountTarget(of: found.entry.value), found), at: found.at)
    }
    let arguments = values("PodmanArgs").filter { found in
      found.layer.file.words(of: found.entry).contains {
        $0.raw.hasPrefix("-v") || $0.raw.hasPrefix("--volume") || $0.raw.hasPrefix("--mount")
      }
    }
    return volumes + mounts + arguments.map { Mount(target: nil, at: $0.at) }
  }

  private static func known(_ target: String?, _ found: Unit.Found) -> String? {
    target.flatMap { $0.contains("%") || $0.contains("{{") ? nil : $0 }
  }

  /// Notes on `fact` what `directory` is mounted from.
  func storage(_ directory: String, of fact: inout Fact) {
    for mount in mounts() {
      guard let target = mount.target else {
        if fact[.modelVolume] == nil { fact.write(.modelVolume, nil, at: mount.at) }
        continue
      }
      if VolumeSpec.holds(target, directory) { fact.write(.modelVolume, .text(target), at: mount.at) }
    }
  }

  // MARK: Ports

  /// One fact for each published port that leads to one of `wanted`.
  func ports(to wanted: Set<Int>?) -> [Fact] {
    // On the host's network, and in a pod, the container publishes nothing itself.
    guard hostNetwork == nil, pod == nil else { return [] }
    let published = values("PublishPort")
    // The number of each entry in its own file, by which a fix finds it again.
    var numbers: [DocumentID: [Int: Int]] = [:]
    for layer in unit.layers {
      for (index, entry) in layer.file.entries("PublishPort", in: Self.section).enumerated() {
        numbers[layer.id, default: [:]][entry.range.start] = index
      }
    }
    return published.compactMap { found in
      let isKnown = found.text != nil
      guard let spec = PortSpec(isKnown ? found.entry.value : Self.withoutSpecifiers(found.entry.value))
      else {
        return nil
      }
      if let port = spec.containerPort {
        guard wanted?.contains(port) ?? true else { return nil }
      } else if published.count > 1 {
        return nil
      }
      let index = numbers[found.layer.id]?[found.entry.range.start] ?? 0
      var fact = Fact(
        FactID(.port, found.layer.id, [Self.section, "PublishPort", String(index)]), at: found.at,
        related: [.owner: id])
      fact.write(.address, .text(spec.address), at: found.at)
      fact.write(.hostPort, spec.hostPort.map(Value.integer), at: found.at)
      fact.write(.port, spec.containerPort.map(Value.integer), at: found.at)
      fact.attributes[.name] = name
      return fact
    }
  }

  /// Each specifier and each mark of a template as one that no port has.
  private static func withoutSpecifiers(_ text: String) -> String {
    var result = ""
    var isOpen = false
    for character in PortSpec.withoutVariables(text.split(separator: "{{").joined(separator: "${{")) {
      if character == "%" {
        isOpen = true
        result += "?"
      } else if isOpen {
        isOpen = false
      } else {
        result.append(character)
      }
    }
    return result
  }
}
