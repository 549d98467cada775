import Vocabulary

/// Files of variables that several services of one Compose file have: what one program does not read is another one's.
struct SharedVariables {
  private let files: Set<DocumentID>

  /// - Parameter owner: the client in whose container these variables are.
  init(_ variables: [Variable], of owner: FactID, in workspace: any Workspace) {
    let others = Set(variables.map(\.document)).subtracting([owner.document])
    guard !others.isEmpty, let bytes = workspace.source(at: owner.document.path)?.bytes else {
      files = []
      return
    }
    files = others.filter { other in
      guard let name = other.path.split(separator: "/").last.map(String.init), let first = bytes[...].firstIndex(ofBytes: name)
      else { return false }
      return bytes[(first + name.utf8.count)...].contains(bytesOf: name)
    }
  }

  /// Whether a fact calls a variable no one of this program's that may be the other program's.
  func mayExplain(_ fact: Fact) -> Bool {
    guard files.contains(fact.id.document), let status = fact[.status] else { return false }
    return [.unknown, .misspelt, .misplaced, .invented].contains(status)
  }
}
