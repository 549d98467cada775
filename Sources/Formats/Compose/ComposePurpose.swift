import Syntax
import Vocabulary

/// Signs that a service of a project has no GPU on purpose.
struct ComposePurpose {
  /// A service that has a GPU.
  private struct Other: Sendable, Equatable {
    let name: String
    let place: SourceRange
    /// Whose it is, where that is written.
    let vendor: PassedGPU?
    let isOllama: Bool
  }

  private let file: ComposeFile
  private let others: [Other]
  /// Other programs of the project that receive a GPU.
  private let strangers: [Other]
  /// All that serve Ollama, with a GPU or without.
  private let servers: Set<String>
  /// Of the files next to this one: the first by name, and the first that serves Ollama.
  private let namesakes: [String: Other]
  private let sibling: Other?
  private let hasSiblings: Bool
  /// The first that is for machines with a GPU, by its own name.
  private let fileForCards: SourceRange?
  private let workspace: any Workspace

  init(_ project: ComposeProject, in workspace: any Workspace) {
    file = project.file
    self.workspace = workspace
    let own = Self.withGPU(project.services, in: workspace)
    others = own.filter(\.isOllama)
    strangers = own.filter { !$0.isOllama }
    servers = Set(
      project.services.filter { ComposeServerImage.isServer($0, in: workspace) }.map(
        \.name))
    let siblings = ComposeProject.siblings(of: project.file, in: workspace)
    hasSiblings = !siblings.isEmpty
    fileForCards = siblings.first { !ModelPurpose.cards.isDisjoint(with: Self.words(of: Self.name(of: $0))) }
      .map { SourceRange($0.id, TextRange(at: 0)) }
    // Of many files next to one another each asks all others.
    let beside = siblings.flatMap { sibling in
      workspace.remembered("which services have a GPU in \(sibling.id.path)") { workspace in
        Self.withGPU(ComposeProject(sibling, in: workspace).services, in: workspace)
      }
    }
    namesakes = Dictionary(beside.map { ($0.name, $0) }) { first, _ in first }
    sibling = beside.first(where: \.isOllama)
  }

  private static func withGPU(_ services: [ComposeService], in workspace: any Workspace) -> [Other] {
    services.compactMap { service in
      let gpu = ComposeGPU(service).request
      guard gpu.access != .noGPU else { return nil }
      return Other(
        name: service.name, place: service.nameRange, vendor: gpu.vendor,
        isOllama: ComposeServerImage.isServer(service, in: workspace))
    }
  }

  /// Whose GPU the host has: that of another service.
  func expectation() -> (vendor: PassedGPU, reason: Reason)? {
    strangers.first { $0.vendor == .nvidia || $0.vendor == .amd }.flatMap { other in
      other.vendor.map { ($0, Reason("\(other.name) has a GPU", at: other.place)) }
    }
  }

  func reasonForNoGPU(_ service: ComposeService) -> Reason? {
    if let count = [["scale"], ["deploy", "replicas"]].compactMap(service.value).first(where: {
      $0.raw == "0"
    }) {
      return Reason("it is scaled to 0", at: count.range)
    }
    if words(of: service.name).contains("cpu") {
      return Reason("the service name says CPU", at: service.nameRange)
    }
    if words(of: Self.name(of: file)).contains("cpu") {
      return Reason("the file name says CPU", at: service.nameRange)
    }
    if ModelPurpose.namesCPU(inPath: file.id.path) { return Reason("the folder says CPU", at: service.nameRange) }
    for key in ["container_name", "hostname"] {
      if let name = service.value(key), words(of: name.raw ?? "").contains("cpu") {
        return Reason("its \(key) says CPU", at: name.range)
      }
    }
    for label in service.values("labels").flatMap({ $0.items() + $0.entries().map(\.value) })
    where words(of: label.raw ?? "").contains("cpu") {
      return Reason("a label says CPU", at: label.range)
    }
    for place in [["gpus"], ["deploy", "resources", "reservations", "devices"]] {
      if let list = service.value(at: place), list.node.items?.isEmpty == true {
        return Reason("its list of devices is empty", at: list.range)
      }
    }
    let variables = ComposeEnvironment(service, in: workspace).variables
    if let layers = variables.first(where: {
      ["OLLAMA_NUM_GPU", "OLLAMA_GPU_LAYERS"].contains($0.name) && $0.value == "0"
    }) {
      return Reason("\(layers.name) is 0", at: layers.at)
    }
    for profile in service.items("profiles") where words(of: profile.raw ?? "").contains("cpu") {
      return Reason("its profile says CPU", at: profile.range)
    }
    for variable in variables
    where words(of: variable.name).contains("cpu") || words(of: variable.value ?? "").contains("cpu") {
      return Reason("\(variable.name) mentions the CPU", at: variable.at)
    }
    if let comment = comment(about: service) {
      return .comment(comment.document == file.id ? file.tree.source.string(comment.range) : "", at: comment)
    }
    if let above = commentAbove(about: service) {
      return Reason("a file in a parent folder says so of the same container", at: above)
    }
    if let other = others.first(where: { $0.name != service.name }) {
      return Reason("\(other.name) is the same service with a GPU", at: other.place)
    }
    if let fileForCards { return Reason("another file is for machines with a GPU", at: fileForCards) }
    return (namesakes[service.name] ?? sibling).map { Reason("this file adds a GPU to it", at: $0.place) }
  }

  /// Words for the hardware that a variant of a service is for.
  private static let hardware: Set<String> = ModelPurpose.cards.union(["cpu", "arm", "linux", "windows", "win"])

  /// Why a service is only started on certain machines: another one, or another file, is for the rest.
  func variant(of service: ComposeService) -> Reason? {
    if hasSiblings, !Self.hardware.isDisjoint(with: words(of: Self.name(of: file))) {
      return Reason("the file's name says which machines it is for", at: service.nameRange)
    }
    guard servers.count > (servers.contains(service.name) ? 1 : 0) else { return nil }
    if let profile = service.items("profiles").first(where: {
      !Self.hardware.isDisjoint(with: words(of: $0.raw ?? ""))
    }) {
      return Reason("its profile says which machines it is for", at: profile.range)
    }
    guard !Self.hardware.isDisjoint(with: words(of: service.name)) else { return nil }
    return Reason("its name says which machines it is for", at: service.nameRange)
  }

  private static func name(of file: ComposeFile) -> String {
    file.id.path.split(separator: "/").last.map(String.init) ?? ""
  }

  /// The same of a service with the same container name in a Compose file of the folders above: `docker-compose.yml` at the root
  /// next to `deploy/docker-compose.prod.yml`.
  private func commentAbove(about service: ComposeService) -> SourceRange? {
    guard let container = service.value("container_name")?.raw, file.id.embedding.isEmpty else { return nil }
    var directory = file.directory
    for _ in 0..<4 where !directory.isEmpty {
      directory = Path.directory(of: directory)
      for path in ComposeProject.paths(in: directory, of: workspace).prefix(4) {
        guard let above = ComposeProject.load(path, in: workspace) else { continue }
        for entry in above.services {
          let node = above.tree.resolve(entry.value)
          guard above.tree.value(of: "container_name", in: node)?.text == container else { continue }
          let layer = ComposeService.Layer(file: above, node: node)
          if let found = comment(about: service, in: layer) { return above.at(found) }
        }
      }
    }
    return nil
  }

  /// A comment inside the service, or right above it, that mentions CPU or holds a GPU request.
  private func comment(about service: ComposeService) -> SourceRange? {
    // In each of the files that are merged.
    service.layers.lazy.compactMap { layer in comment(about: service, in: layer).map(layer.file.at) }.first
  }

  private func comment(about service: ComposeService, in layer: ComposeService.Layer) -> TextRange? {
    let (file, node) = (layer.file, layer.node)
    let before = service.nameRange.document == file.id ? service.nameRange.range.start : node.range.start
    // The rest of the last line and the comments that follow it belong to the service.
    let reach = TextRange(max(0, before - 200), file.nextService(after: node.range.end))
    let comments = file.tree.comments
    return comments[comments.index(behind: { $0.start < reach.start })...].prefix { $0.end <= reach.end }
      .first { comment in
        let text = file.tree.source.string(comment).lowercased()
        let found = words(of: text)
        // The help text of one of Ollama's own variables, commented out, mentions GPUs in general.
        let isHelp = found.contains("ollama") && text.contains("ollama_") && !found.contains("cpu")
        // The reason of a suppression is for the finding, not against it.
        guard !isHelp, !text.contains("ollama-lint:") else { return false }
        return found.contains("cpu") || found.contains("gpu") || found.contains("gpus")
          || found.contains("nvidia")
      }
  }

  private func words(of text: String) -> [String] { Self.words(of: text) }

  private static func words(of text: String) -> [String] {
    text.lowercased().words(withDigits: true).map(String.init)
  }
}
