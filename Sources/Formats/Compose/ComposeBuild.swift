import Syntax
import Vocabulary

/// What `build:` of a service points to.
struct ComposeBuild {
  let range: SourceRange
  /// `nil` where the Dockerfile is not here, so that anything may be installed.
  let stages: DockerfileStages?
  private let document: DocumentID
  /// The folder whose files it may copy.
  private let context: String
  private let isInline: Bool

  /// `nil` if the service takes an image as it is.
  init?(_ service: ComposeService, in workspace: any Workspace) {
    guard let build = service.value("build") else { return nil }
    range = build.range
    let isMapping = build.node.entries != nil
    let target = isMapping ? build.value("target")?.text : nil
    if isMapping, let inline = build.value("dockerfile_inline")?.raw {
      document = build.layer.file.id
      context = build.layer.file.directory
      isInline = true
      stages = DockerfileStages(
        DockerfileParser.parse(SourceText(inline)), target: target, given: Self.arguments(build))
      return
    }
    let folder = (isMapping ? build.value("context") : build)?.text ?? "."
    let file = (isMapping ? build.value("dockerfile")?.text : nil) ?? "Dockerfile"
    context = Path.join(build.layer.file.directory, folder) ?? folder
    let path = Path.join(context, file)
    document = DocumentID(path ?? "")
    isInline = false
    stages = path.flatMap { workspace.source(at: $0) }.flatMap {
      DockerfileStages(
        DockerfileParser.parse($0), target: target, given: isMapping ? Self.arguments(build) : [:])
    }
  }

  /// `args`, as a mapping or a list; one without a value is taken from where the build runs.
  private static func arguments(_ build: ComposeService.Found) -> [String: String?] {
    guard let found = build.value("args") else { return [:] }
    var arguments: [String: String?] = [:]
    if found.node.entries != nil {
      for entry in found.entries() {
        guard let name = entry.key.text else { continue }
        arguments.updateValue(entry.value.node.scalar?.type == .null ? nil : entry.value.text, forKey: name)
      }
      return arguments
    }
    for item in found.items() {
      guard let text = item.raw else { continue }
      let name = String(text.prefix { $0 != "=" })
      arguments.updateValue(
        name == text ? nil : item.text.map { String($0.dropFirst(name.count + 1)) }, forKey: name)
    }
    return arguments
  }

  /// The variables that the Dockerfile sets. Empty for a Dockerfile inside the Compose file.
  var variables: [Variable] {
    guard let stages, !isInline else { return [] }
    return stages.assignments.map { assignment in
      Variable(
        name: assignment.name, value: assignment.value, address: ["ENV", assignment.name], document: document,
        nameRange: assignment.nameRange, valueRange: assignment.valueRange,
        range: assignment.nameRange.union(assignment.valueRange))
    }
  }

  /// Whether the Dockerfile installs Ollama, takes it from Ollama's image, or copies a script that starts it.
  func runsOllama(in workspace: any Workspace) -> Bool {
    stages?.bringsOllama { text(of: $0, in: workspace) } ?? false
  }

  private func text(of name: String, in workspace: any Workspace) -> String? {
    let source = Path.join(context, name).flatMap { workspace.source(at: $0) }
    return source.map { $0.bytes.count < 1 << 16 ? $0.string($0.range) : "" }
  }

  /// Whether models come with the image: a step pulls or creates them, or their folder is copied.
  func holdsModels(in workspace: any Workspace) -> Bool {
    stages?.holdsModels { text(of: $0, in: workspace) } ?? true
  }

  /// Whether its Dockerfile names a user, whose home is not root's.
  var hasUser: Bool {
    guard let stages, let user = stages.instructions.last(where: { stages.tree.instructions[$0].name == "USER" }) else { return false }
    return !["root", "0", "root:root", "0:0"].contains(stages.tree.text(of: stages.tree.instructions[user]))
  }

  /// Whether the image may have a program that Ollama's own has not.
  func mayHave(_ tool: String) -> Bool { stages?.installs(tool) ?? true }
}
