import Synchronization

/// The project of a Compose file as its writer asks for it, read once for all that is written.
final class ComposeReadings: Sendable {
  private let file: ComposeFile
  private let workspace: any Workspace
  private let known = Mutex<ComposeProject?>(nil)
  private let knownAll = Mutex<[ComposeService]?>(nil)
  private let knownMerged = Mutex<[String: [ComposeService]]?>(nil)

  init(_ file: ComposeFile, in workspace: any Workspace) {
    self.file = file
    self.workspace = workspace
  }

  var project: ComposeProject { Self.first(known) { ComposeProject(file, in: workspace) } }

  /// The services of this file and of those that are one project with it.
  var services: [ComposeService] { Self.first(knownAll) { project.allServices() } }

  /// A service as it is in each of the merges that the file may be part of.
  func merged(_ service: String) -> [ComposeService] {
    Self.first(knownMerged) {
      Dictionary(
        grouping: ComposeMerge.merges(of: file, in: workspace).flatMap {
          ComposeProject(file, merged: $0, in: workspace).services
        }, by: \.name)
    }[service, default: []]
  }

  private static func first<Value: Sendable>(_ known: borrowing Mutex<Value?>, _ made: () -> Value) -> Value {
    if let found = known.withLock({ $0 }) { return found }
    let new = made()
    known.withLock { $0 = new }
    return new
  }
}
