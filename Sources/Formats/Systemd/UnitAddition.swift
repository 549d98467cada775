import Syntax

/// A drop-in that gives the server its variables.
enum UnitAddition {
  static func edits(_ addition: Addition, in source: SourceText) -> [Edit]? {
    guard addition.subject == .server else { return nil }
    let lines = addition.serverVariables.map { "Environment=\"\($0.name)=\($0.value)\"" + source.newline }
    return source.writing("[Service]" + source.newline + lines.joined())
  }
}
