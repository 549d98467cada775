import Syntax

/// The project of a Compose file as its writer asks for it, read once for all that is written.
struct ComposeReadings: Sendable {
  private let file: ComposeFile
  private let workspace: any Workspace
  private let known = Once<ComposeProject>()
  private let all = Once<[ComposeService]>()
  private let ports = Once<Set<TextRange>>()

  init(_ file: ComposeFile, in workspace: any Workspace) {
    self.file = file
    self.workspace = workspace
  }

  var project: ComposeProject { known.value { ComposeProject(file, in: workspace) } }

  /// The services of this file and of those that are one project with it.
  var services: [ComposeService] { all.value { project.allServices() } }

  /// Where ports of the file are written that are published twice in one of the merges that it may be part of.
  var repeatedPorts: Set<TextRange> {
    ports.value {
      Set(
        ComposeMerge.merges(of: file, in: workspace).flatMap {
          ComposeProject(file, merged: $0, in: workspace).services
            .flatMap { ComposePublished.repeated(in: file, of: $0) }
        })
    }
  }
}
