import Syntax
import Vocabulary

/// Fills in what a `.container` file gives its container.
///
/// Source: `man podman-systemd.unit`, "Container units [Container]"; Podman 5.
struct QuadletContainer {
  static let section = "Container"

  let unit: Unit
  let id: FactID
  private let image: ContainerSpec.Image
  private let workspace: any Workspace

  /// `nil` if no image is named here.
  init?(_ unit: Unit, in workspace: any Workspace) {
    guard let layer = unit.layers.first, let found = unit.value("Image", in: Self.section)?.unquoted else {
      return nil
    }
    self.unit = unit
    self.workspace = workspace
    let text = Self.imageText(found, workspace)
    // A specifier or a template may decide on the tag.
    let hasUnknownTag = found.text == nil
    image = .init(
      name: ImageName(hasUnknownTag ? ImageName.withoutVariables(text) : text), at: found.at,
      hasUnknownTag: hasUnknownTag)
    id = FactID(image.name.isOllama ? .server : .client, layer.id, [Self.section])
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

  /// `Image=ollama/ollama`: without a terminal Podman cannot ask which registry is meant (podman-systemd.unit(5), Image=;
  /// containers-registries.conf(5), short-name-mode).
  var shortName: [Fact] {
    let parts = image.name.repository.split(separator: "/")
    guard let found = value("Image"), found.text != nil, !id.document.isDocumentation,
      !found.entry.value.hasSuffix(".image"), !found.entry.value.hasSuffix(".build"), let first = parts.first,
      !first.contains("."), !first.contains(":"), first != "localhost", parts.count == 2,
      image.name.isOllama || image.name.isOpenWebUI || EngineImage.program(in: image.name) != nil
    else { return [] }
    return [
      SettingFact.make(
        [Self.section, "image"], name: "Image", value: found.entry.value, kind: "quadlet", format: "Quadlet",
        problem: .incomplete, corrected: "docker.io/" + found.entry.value, at: found.at, owner: id)
    ]
  }

  func spec() -> ContainerSpec {
    var spec = ContainerSpec(
      fact, format: "Quadlet", image: image, environment: environment, in: workspace)
    spec.engine = .podman
    spec.mounts = mounts
    spec.isUnconfined = ["SecurityLabelDisable", "SecurityLabelType"].contains { value($0) != nil }
    spec.ports = ports
    spec.gpu = gpu
    if id.subject == .server, spec.gpu.isAbsent {
      spec.gpu.omitted = UnitPurpose.reason(for: unit) ?? siblingWithGPU()
    }
    spec.network = network
    spec.dropIns = Set(unit.layers.dropFirst().map(\.id))
    operation(&spec)
    let arguments = values("PodmanArgs").flatMap { found in
      found.layer.file.words(of: found.entry).map { word in
        let isKnown = !word.raw.contains { "%$".contains($0) } && !word.raw.contains("{{")
        return EngineOptions.Word(text: isKnown ? word.text : nil, raw: word.raw, at: found.at)
      }
    }
    spec.apply(EngineOptions(arguments))
    return spec
  }

  private var fact: Fact {
    var fact = Fact(id, at: image.at)
    if let found = value("ContainerName") {
      fact.write(.name, found.text ?? unit.stem, at: found.at)
    } else {
      // As Podman names it: `systemd-%N`.
      fact.write(.name, "systemd-\(unit.stem)", at: image.at)
    }
    guard id.subject == .server else { return fact }
    // The service that the generator makes of it.
    fact.infer(.unit, String(unit.name.dropLast(".container".count)) + ".service")
    if let update = value("AutoUpdate") {
      fact.write(any: .autoUpdate, update.text.map(Value.text), at: update.at)
    }
    return fact
  }

  /// The words of `Exec` and `PodmanArgs` have quotes of their own.
  private func value(_ key: String) -> Unit.Found? {
    let found = unit.value(key, in: Self.section)
    return ["Exec", "PodmanArgs"].contains(key) ? found : found?.unquoted
  }
  private func values(_ key: String) -> [Unit.Found] { unit.values(key, in: Self.section) }
  private func placed(_ found: Unit.Found) -> Placed<String> { Placed(found.text, at: found.at) }

  /// The words of all values of a key; those that cannot be known are left out.
  private func words(_ key: String) -> [String] {
    values(key).flatMap { found in found.layer.file.words(of: found.entry).map(\.raw) }
  }

  /// Whether `PodmanArgs=` holds an option that begins so.
  private func hasArgument(_ options: String...) -> Bool {
    words("PodmanArgs").contains { word in options.contains { word == $0 || word.hasPrefix($0 + "=") } }
  }

  private func operation(_ spec: inout ContainerSpec) {
    spec.restart = unit.value("Restart", in: "Service").map(placed)
    if let limit = unit.value("MemoryMax", in: "Service") ?? value("Memory") {
      let bytes = limit.text.flatMap { UnitSize.bytes($0.uppercased()) }
      if bytes != nil || limit.text == nil { spec.memoryLimit = Placed(bytes, at: limit.at) }
    }
    spec.cpuLimit = quota
    if let entrypoint = value("Entrypoint") { spec.entrypoint = [entrypoint.entry.value] }
    spec.workingDirectory = value("WorkingDir").map { $0.text ?? "?" }
    spec.hasSharedMemory =
      value("ShmSize") != nil || value("Pod") != nil || values("Tmpfs").contains { $0.entry.value.contains("/dev/shm") }
    if let exec = value("Exec") {
      let words = exec.layer.file.words(of: exec.entry)
      spec.command = Placed(words.map(\.raw), at: exec.at)
      spec.arguments = words.map { word in
        CommandWord(
          text: word.raw.contains("$") || word.raw.contains("{{") ? nil : word.text, raw: word.raw,
          at: SourceRange(exec.at.document, word.range), isFixed: word.quote != 0)
      }
    }
    if let user = ["User", "UserNS", "RemapUsers"].compactMap(value).first {
      spec.user = Placed(user.entry.key == "User" ? user.text : nil, at: user.at)
    }
    spec.groups = values("GroupAdd").map(placed)
    spec.isRootless =
      value("UserNS")?.text?.hasPrefix("keep-id") == true || ("/" + spec.id.document.path).contains("/.config/containers/systemd/")
    spec.extraHosts = values("AddHost").map(placed)
    guard let check = value("HealthCmd"), check.entry.value != "none" else { return }
    spec.healthCheck = .init(text: check.text, words: [check.entry.value], at: check.at)
    // With Notify=healthy the service counts as started only once the check has passed.
    if let notify = value("Notify"), notify.text == "healthy" {
      spec.healthCheck?.awaited = Reason("Notify=healthy waits for it", at: notify.at)
    }
  }

  private var environment: ContainerEnvironment {
    let environment = UnitEnvironment(unit, in: Self.section, workspace: workspace)
    return ContainerEnvironment(
      variables: environment.variables,
      isComplete: environment.isComplete,
      misread: environment.misread)
  }

  // MARK: Network

  private var network: ContainerSpec.Network {
    let names = values("Network").compactMap { $0.text.map { String($0.prefix { $0 != ":" }) } }
    var network = ContainerSpec.Network()
    // On Podman's default network containers do not know each other's names.
    network.name = names.last.flatMap {
      ["host", "none", "slirp4netns", "pasta", "private", "container", "ns"].contains($0) ? nil : $0
    }
    network.host = values("Network").first { $0.text == "host" }?.at
    network.sharesLoopback = sharesLoopback
    network.knowsHost = true
    network.isDefault = names.isEmpty && !sharesLoopback && !hasArgument("--net", "--network-alias")
    network.aliases =
      ["systemd-\(unit.stem)"] + (values("NetworkAlias") + values("HostName")).compactMap(\.text)
    return network
  }

  /// In a pod, in another container's network, or where pasta is configured to forward ports (`Network=pasta:-T,11434`).
  private var sharesLoopback: Bool {
    value("Pod") != nil || hasArgument("--network", "--net", "--pod")
      || values("Network").map(\.entry.value).contains {
        $0.hasSuffix(".container")
          || ["pasta:", "slirp4netns:", "container:", "ns:"].contains(where: $0.hasPrefix)
      }
  }

  /// `CPUQuota=200%`; 100 % is one CPU (`man systemd.resource-control`).
  private var quota: Placed<Double>? {
    // The sign at its end is not a specifier.
    guard let quota = unit.value("CPUQuota", in: "Service"), quota.entry.value.hasSuffix("%"),
      let percent = Double(quota.entry.value.dropLast()), percent > 0
    else { return nil }
    return Placed(percent / 100, at: quota.at)
  }

  private var ports: [ContainerSpec.PublishedPort] {
    if let pod = value("Pod") { return podPorts(pod) }
    // The number of each entry in its own file, by which a fix finds it again.
    var numbers: [DocumentID: [Int: Int]] = [:]
    for layer in unit.layers {
      for (index, entry) in layer.file.entries("PublishPort", in: Self.section).enumerated() {
        numbers[layer.id, default: [:]][entry.range.start] = index
      }
    }
    return values("PublishPort").compactMap { found in
      let index = numbers[found.layer.id]?[found.entry.range.start] ?? 0
      let found = found.unquoted
      return .init(
        found.text, raw: Self.withVariables(found.entry.value),
        FactID(.port, found.layer.id, [Self.section, "PublishPort", String(index)]), at: found.at)
    }
  }

  /// What a `.pod` next to it publishes of the port that this program listens on.
  private func podPorts(_ pod: Unit.Found) -> [ContainerSpec.PublishedPort] {
    guard let name = pod.text, name.hasSuffix(".pod"), !name.contains("/"),
      let path = Path.join(Path.directory(of: pod.layer.id.path), name), let source = workspace.source(at: path)
    else { return [] }
    let own =
      image.name.isOllama
      ? EndpointPorts.ollama : image.name.isOpenWebUI ? OpenWebUI.port : EngineImage.program(in: image.name)?.port
    return INIParser.parse(source).entries("PublishPort", in: "Pod").enumerated().compactMap { index, entry in
      let isKnown = !entry.value.contains("%") && !entry.value.contains("{{")
      let port = ContainerSpec.PublishedPort(
        isKnown ? entry.value : nil, raw: Self.withVariables(entry.value),
        // A fix would have to change the pod.
        FactID(.port, pod.layer.id, [Self.section, "Pod", name, String(index)]), at: pod.at)
      return port?.containerPort?.value == own ? port : nil
    }
  }

  /// Each specifier and each mark of a template as a variable, so that the text around it can be read.
  private static func withVariables(_ text: String) -> String {
    var result = ""
    var isOpen = false
    for character in text.replacing("{{", with: "${{") {
      if isOpen {
        isOpen = false
      } else if character == "%" {
        isOpen = true
        result += "${}"
      } else {
        result.append(character)
      }
    }
    return result
  }

  // MARK: Mounts and GPUs

  private var mounts: [ContainerSpec.Mount] {
    let volumes = values("Volume").map { found in
      ContainerSpec.Mount(
        target: Self.known(VolumeSpec.target(found.entry.value), found), at: found.at,
        written: found.entry.value, isReadOnly: VolumeSpec.isReadOnly(found.entry.value))
    }
    let mounts = values("Mount").filter { !$0.entry.value.contains("type=tmpfs") }.map { found in
      ContainerSpec.Mount(
        target: Self.known(VolumeSpec.mountTarget(of: found.entry.value), found), at: found.at,
        isReadOnly: VolumeSpec.isReadOnlyMount(found.entry.value))
    }
    return volumes + mounts
  }

  private static func known(_ target: String?, _ found: Unit.Found) -> String? {
    target.flatMap { $0.contains("%") || $0.contains("{{") ? nil : $0 }
  }

  private var gpu: GPURequest {
    var gpu = GPURequest(at: image.at)
    for found in values("AddDevice") {
      // `-` passes the device only if it is there.
      pass(String(found.entry.value.drop { $0 == "-" }), found, &gpu)
    }
    return gpu
  }

  private func pass(_ device: String, _ found: Unit.Found, _ gpu: inout GPURequest) {
    // A specifier, or a placeholder that a script fills in, may well be a card.
    let isUnknown = !device.hasPrefix("/") || device.contains("%") || device.contains("{{")
    gpu.pass(GPUDevice(device) == nil && isUnknown ? nil : device, at: found.at)
  }

  /// Another Quadlet of the directory that is the same service with a GPU.
  private func siblingWithGPU() -> Reason? {
    let own = id.document
    guard own.embedding.isEmpty else { return nil }
    let directory = Path.directory(of: own.path)
    for name in workspace.names(in: directory).filter({ $0.hasSuffix(".container") }).prefix(32) {
      guard let path = Path.join(directory, name), path != own.path, let source = workspace.source(at: path)
      else { continue }
      let layer = Unit.Layer(id: DocumentID(path), file: INIParser.parse(source), holes: [])
      let unit = Unit(name: name, layers: [layer], isWhole: true)
      guard let other = QuadletContainer(unit, in: workspace), other.id.subject == .server,
        other.gpu.access != .noGPU || other.hasArgument("--device", "--gpus", "--privileged")
      else { continue }
      return Reason("\(name) is the same service with a GPU", at: other.image.at)
    }
    return nil
  }
}
