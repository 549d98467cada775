import Formats
import Syntax
import Vocabulary

/// Who else reads a variable by its name in the text that sets it, or in a script that runs the text: another value or name would
/// reach them too.
struct VariableReaders {
  private let reads: [String: [Int]]
  /// The scripts that read one.
  private let scripts: [String: String]
  /// The Compose file that puts the file itself into a container.
  private let handing: String?
  /// Where the document says something about such a variable.
  private var places: [(range: TextRange, names: [String])] = []

  init(_ read: ReadDocument, in workspace: any Workspace) {
    reads = ProjectVariables.readers(in: read.document.source, of: read.format.name)
    let isFile = read.format.name == DotenvFormat.name && read.document.id.embedding.isEmpty
    scripts = isFile ? ProjectVariables.readers(ofFileAt: read.document.id.path, in: workspace) : [:]
    handing = isFile ? ProjectVariables.handing(of: read.document.id.path, in: workspace) : nil
    if reads.isEmpty, scripts.isEmpty { return }
    for fact in read.reading.facts where [.key, .endpoint].contains(fact.id.subject) {
      let names = Set(fact.id.address + [fact.text(.name)].compactMap { $0 }).filter { reads[$0] != nil || scripts[$0] != nil }
      if names.isEmpty { continue }
      for value in fact.attributes.values {
        guard let at = value.range, at.document == read.document.id else { continue }
        places.append((at.range, names.sorted()))
      }
    }
  }

  /// Why edits cannot be made; `nil` if nobody else reads what they are about.
  func objection(to edits: [Edit]) -> String? {
    if let handing, edits.contains(where: { !$0.range.isEmpty }) { return "\(handing) also puts this file into a container" }
    for edit in edits where !edit.range.isEmpty {
      let own = edit.range.start..<edit.range.end
      for place in places where place.range.start < own.upperBound && own.lowerBound < place.range.end {
        for name in place.names where reads[name, default: []].contains(where: { !own.contains($0) }) {
          return "\(name) is also used elsewhere in this file"
        }
        if let name = place.names.first(where: { scripts[$0] != nil }), let script = scripts[name] {
          return "\(script) also reads \(name)"
        }
      }
    }
    return nil
  }
}
