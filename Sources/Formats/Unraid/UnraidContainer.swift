import Syntax
import Vocabulary

/// Fills in what a template of Unraid gives its container.
struct UnraidContainer {
  let tree: XMLTree
  let document: Document
  private let image: ContainerSpec.Image

  /// `nil` if it names no image.
  init?(_ tree: XMLTree, _ document: Document) {
    guard tree.root.name == "Container", let repository = tree.element(at: "Repository") else { return nil }
    self.tree = tree
    self.document = document
    image = .init(name: ImageName(tree.text(of: repository)), at: document.at(tree.inside(repository)))
  }

  func spec(in workspace: any Workspace) -> ContainerSpec {
    let name = tree.element(at: "Name")
    let shown = document.at(name.map(tree.inside) ?? tree.root.nameRange)
    var fact = Fact(FactID(image.name.isOllama ? .server : .client, document.id, []), at: shown)
    fact.write(.name, name.map(tree.text) ?? "the container", at: shown)
    var spec = ContainerSpec(
      fact, format: "Unraid", image: image,
      environment: ContainerEnvironment(variables: variables), in: workspace)
    spec.mounts = settings("Path").map { .init(target: $0.element["Target"], at: place($0.element)) }
    spec.network = network
    // On a network of its own a container has an address of its own, and nothing is published.
    if spec.network.name == nil { spec.ports = ports }
    spec.gpu = gpu
    // Unraid starts containers itself, by a list that is not in the template.
    spec.restart = Placed(nil, at: shown)
    if let size = filled("Memory") { spec.memoryLimit = Placed(MemorySize.bytes(size.text), at: size.at) }
    if let set = filled("CPUset") { spec.cpuLimit = Placed(CPUSize.count(inSet: set.text), at: set.at) }
    if let element = tree.element(at: "Privileged"), tree.text(of: element) == "true" {
      spec.privileged = document.at(tree.inside(element))
    }
    if let arguments = filled("PostArgs") {
      spec.command = Placed(arguments.text.split(separator: " ").map(String.init), at: arguments.at)
      spec.arguments = CommandText.words(arguments.text).map {
        CommandWord(text: $0.contains("$") ? nil : $0, raw: $0, at: arguments.at, isFixed: false)
      }
    }
    if let extra = filled("ExtraParams") {
      spec.apply(
        EngineOptions(CommandText.words(extra.text).map { .init(text: $0.contains("$") ? nil : $0, raw: $0, at: extra.at) }))
    }
    return spec
  }

  /// The text of an element that is not empty.
  private func filled(_ name: String) -> (text: String, at: SourceRange)? {
    guard let element = tree.element(at: name) else { return nil }
    let text = tree.text(of: element)
    return text.isEmpty ? nil : (text, document.at(tree.inside(element)))
  }

  // MARK: Settings

  /// One `<Config>`, with its number among all.
  struct Setting {
    let index: Int
    let element: XMLTree.Element
    /// What the container gets: the default where nothing is filled in.
    let value: String
  }

  /// The settings of a type; those without a target are skipped, as Unraid does.
  func settings(_ type: String) -> [Setting] {
    tree.children("Config", of: tree.root).enumerated().compactMap { index, element in
      guard element["Type"]?.lowercased() == type.lowercased(),
        type == "Device" || element["Target"]?.isEmpty == false
      else { return nil }
      let text = tree.text(of: element)
      return Setting(index: index, element: element, value: text.isEmpty ? element["Default"] ?? "" : text)
    }
  }

  /// Where the value of a setting is.
  private func place(_ element: XMLTree.Element) -> SourceRange {
    let inside = tree.inside(element)
    return document.at(inside.isEmpty ? element.startTag : inside)
  }

  private var variables: [Variable] {
    settings("Variable").map { setting in
      let inside = tree.inside(setting.element)
      return Variable(
        name: setting.element["Target"] ?? "", value: setting.value,
        address: ["Config", String(setting.index)],
        document: document.id, nameRange: setting.element.attribute("Target")?.valueRange ?? inside,
        valueRange: inside, range: setting.element.range)
    }
  }

  private var ports: [ContainerSpec.PublishedPort] {
    settings("Port").map { setting in
      let at = place(setting.element)
      return .init(
        id: FactID(.port, document.id, ["Config", String(setting.index)]), at: at,
        // A template cannot say on which address, so there is none to choose.
        address: Placed(nil, at: at), hostPort: Placed(Int(setting.value), at: at),
        containerPort: Placed(Int(setting.element["Target"] ?? ""), at: at), text: setting.value)
    }
  }

  private var network: ContainerSpec.Network {
    var network = ContainerSpec.Network()
    guard let mode = filled("Network") else { return network }
    if mode.text == "host" { network.host = mode.at }
    network.sharesLoopback = mode.text.hasPrefix("container:")
    if !["bridge", "host", "none"].contains(mode.text) { network.name = mode.text }
    return network
  }

  private var gpu: GPURequest {
    var gpu = GPURequest(at: image.at)
    for setting in settings("Device") { gpu.pass(setting.value, at: place(setting.element)) }
    gpu.omitted = mention
    return gpu
  }

  /// What the template's own texts say of a GPU: it is for machines without one, or leaves it to its user.
  private var mention: Reason? {
    for name in ["Overview", "Requires", "Branch"] {
      guard let text = filled(name), ModelPurpose.speaksOfGPU(text.text) else { continue }
      return Reason("its \(name) mentions it", at: text.at)
    }
    return nil
  }
}

extension XMLTree {
  /// The bytes of an element's own text, without blanks around it.
  fileprivate func inside(_ element: Element) -> TextRange {
    let range = element.inside
    let bytes = source.slice(range)
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let start = bytes.prefix { blanks.contains($0) }.count
    guard start < bytes.count else { return TextRange(at: range.start) }
    let end = bytes.reversed().prefix { blanks.contains($0) }.count
    return TextRange(range.start + start, range.end - end)
  }
}
