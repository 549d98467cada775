import Syntax
import Vocabulary

/// Signs that a service of a project has no GPU on purpose.
struct ComposePurpose {
  /// A service that is given a GPU.
  private struct Other {
    let name: String
    let place: SourceRange
    let isOllama: Bool
  }

  private let file: ComposeFile
  private let others: [Other]
  /// Of the files beside this one: the first by name, and the first that serves Ollama.
  private let namesakes: [String: Other]
  private let sibling: Other?

  init(_ project: ComposeProject, in workspace: any Workspace) {
    func withGPU(_ services: [ComposeService]) -> [Other] {
      services.filter { ComposeGPU($0).access != "none" }.map { service in
        Other(
          name: service.name, place: service.nameRange,
          isOllama: ComposeServer.image(of: service, in: workspace)?.name.isOllama ?? false)
      }
    }
    file = project.file
    others = withGPU(project.services).filter(\.isOllama)
    let beside = ComposeProject.siblings(of: project.file, in: workspace).flatMap {
      withGPU(ComposeProject($0, in: workspace).services)
    }
    namesakes = Dictionary(beside.map { ($0.name, $0) }) { first, _ in first }
    sibling = beside.first(where: \.isOllama)
  }

  func reasonForNoGPU(_ service: ComposeService) -> Reason? {
    if words(of: service.name).contains("cpu") {
      return Reason("the service's name says that it is for the CPU", at: service.nameRange)
    }
    for profile in service.items("profiles") where words(of: profile.raw ?? "").contains("cpu") {
      return Reason("its profile is for the CPU", at: profile.range)
    }
    if let comment = comment(about: service) {
      return Reason("a comment speaks of it", at: file.at(comment))
    }
    if let other = others.first(where: { $0.name != service.name }) {
      return Reason("\(other.name) is the same with a GPU", at: other.place)
    }
    return (namesakes[service.name] ?? sibling).map { Reason("this file gives it a GPU", at: $0.place) }
  }

  /// A comment inside the service, or right above it, that speaks of CPU or holds a GPU request.
  private func comment(about service: ComposeService) -> TextRange? {
    guard let node = file.service(service.name) else { return nil }
    let before = service.nameRange.document == file.id ? service.nameRange.range.start : node.range.start
    // The rest of the last line and the comments that follow it belong to the service.
    let reach = TextRange(max(0, before - 200), file.nextService(after: node.range.end))
    let comments = file.tree.comments
    return comments[comments.index(behind: { $0.start < reach.start })...].prefix { $0.end <= reach.end }
      .first { comment in
        let text = file.tree.source.string(comment).lowercased()
        let found = words(of: text)
        return found.contains("cpu") || found.contains("gpu") || found.contains("gpus")
          || found.contains("nvidia")
      }
  }

  private func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }
}
