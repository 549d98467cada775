import Formats
import Synchronization
import Syntax

/// What one file said when it was read, kept from analysis to analysis for as long as it would say the same.
final class FileReading: Sendable {
  /// The file itself first; empty for a file that no format recognises.
  let documents: [ReadDocument]
  /// Why a file that is certainly of interest could not be read.
  let problem: Analysis.Problem?
  let dependencies: Dependencies
  private let bytes: [UInt8]
  private let known = Mutex<(table: LineTable, suppressions: Suppressions)?>(nil)
  private let credentials = Mutex<FileSecrets?>(nil)

  init(
    documents: [ReadDocument] = [], bytes: [UInt8] = [], problem: Analysis.Problem? = nil,
    dependencies: Dependencies
  ) {
    self.documents = documents
    self.bytes = bytes
    self.problem = problem
    self.dependencies = dependencies
  }

  /// That of all files that have nothing to say.
  static let empty = FileReading(dependencies: .none)

  /// The credentials that are in the file.
  var secrets: FileSecrets {
    credentials.withLock { known in
      if let known { return known }
      let made = FileSecrets(in: documents)
      known = made
      return made
    }
  }

  /// The lines of the file's own bytes, and the comments in it that silence rules.
  var lines: (table: LineTable, suppressions: Suppressions) {
    known.withLock { known in
      if let known { return known }
      let table = LineTable(bytes)
      let lines = (table, Suppressions(documents, lines: table))
      known = lines
      return lines
    }
  }
}

/// What the documents of one file take from texts that others share or hold.
final class FileShares: Sendable {
  let all: [[Share]]
  let dependencies: Dependencies

  init(_ documents: [ReadDocument], in workspace: DiskWorkspace) {
    let view = ReadingWorkspace(workspace, of: documents.first?.document.id.path ?? "")
    all = documents.map { $0.format.shares(of: $0.document, in: view) }
    dependencies = view.dependencies
  }
}
