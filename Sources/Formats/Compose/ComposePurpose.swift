import Syntax
import Vocabulary

/// Signs that a service has no GPU on purpose.
enum ComposePurpose {
  static func reasonForNoGPU(
    _ service: ComposeService, _ project: ComposeProject, in workspace: any Workspace
  ) -> Reason? {
    if words(of: service.name).contains("cpu") {
      return Reason("the service's name says that it is for the CPU", at: service.nameRange)
    }
    for profile in service.items("profiles") where words(of: profile.raw ?? "").contains("cpu") {
      return Reason("its profile is for the CPU", at: profile.range)
    }
    for variable in ComposeEnvironment(service, in: workspace).variables
    where words(of: variable.name).contains("cpu") || words(of: variable.value ?? "").contains("cpu") {
      return Reason("\(variable.name) speaks of the CPU", at: variable.at)
    }
    if let comment = comment(about: service, in: project.file) {
      return Reason("a comment speaks of it", at: project.file.at(comment))
    }
    for other in project.services where other.name != service.name {
      guard let image = ComposeServer.image(of: other, in: workspace), image.name.isOllama else { continue }
      if ComposeGPU(other).access != "none" {
        return Reason("\(other.name) is the same with a GPU", at: other.nameRange)
      }
    }
    for sibling in ComposeProject.siblings(of: project.file, in: workspace) {
      let name = sibling.id.path.split(separator: "/").last.map(String.init) ?? ""
      if !words(of: name).filter({ cards.contains($0) }).isEmpty {
        return Reason(
          "another file is for machines with a GPU",
          at: SourceRange(sibling.id, TextRange(at: 0)))
      }
      for other in ComposeProject(sibling, in: workspace).services {
        let isSame = other.name == service.name || ComposeServer.image(of: other, in: workspace) != nil
        if isSame, ComposeGPU(other).access != "none" {
          return Reason("this file gives it a GPU", at: other.nameRange)
        }
      }
    }
    return nil
  }

  private static let cards: Set<String> = ["gpu", "nvidia", "cuda", "amd", "rocm", "intel", "vulkan"]

  /// Words for the hardware that a variant of a service is for.
  private static let hardware: Set<String> = cards.union(["cpu", "arm", "linux", "windows", "win"])

  /// Why a service is only started on certain machines: another one, or another file, is for the rest.
  static func variant(
    of service: ComposeService, _ project: ComposeProject, in workspace: any Workspace
  ) -> Reason? {
    let file = project.file.id.path.split(separator: "/").last.map(String.init) ?? ""
    if !hardware.isDisjoint(with: words(of: file)),
      !ComposeProject.siblings(of: project.file, in: workspace).isEmpty
    {
      return Reason("the file's name says which machines it is for", at: service.nameRange)
    }
    let others = project.services.filter {
      $0.name != service.name && ComposeServer.image(of: $0, in: workspace)?.name.isOllama == true
    }
    guard !others.isEmpty else { return nil }
    if let profile = service.items("profiles").first(where: {
      !hardware.isDisjoint(with: words(of: $0.raw ?? ""))
    }) {
      return Reason("its profile says which machines it is for", at: profile.range)
    }
    guard !hardware.isDisjoint(with: words(of: service.name)) else { return nil }
    return Reason("its name says which machines it is for", at: service.nameRange)
  }

  /// A comment inside the service, or right above it, that speaks of CPU or holds a GPU request.
  private static func comment(about service: ComposeService, in file: ComposeFile) -> TextRange? {
    guard let node = file.service(service.name) else { return nil }
    let before = service.nameRange.document == file.id ? service.nameRange.range.start : node.range.start
    // The rest of the last line and the comments that follow it belong to the service.
    let reach = TextRange(max(0, before - 200), nextService(after: node.range.end, in: file))
    return file.tree.comments.first { comment in
      guard reach.contains(comment) else { return false }
      let text = file.tree.source.string(comment).lowercased()
      let found = words(of: text)
      return found.contains("cpu") || found.contains("gpu") || found.contains("gpus")
        || found.contains("nvidia")
    }
  }

  private static func nextService(after offset: Int, in file: ComposeFile) -> Int {
    file.services.map(\.key.range.start).filter { $0 >= offset }.min() ?? file.tree.source.bytes.count
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }
}
