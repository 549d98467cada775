import Syntax
import Vocabulary

/// Templates of Jinja, as Ansible puts them in place: each is a file of another format after its ending `.j2`.
enum TemplateFormat: Format {
  static let name = "jinja"

  static let endings = [".j2", ".jinja2"]

  static func recognises(_ candidate: Candidate) -> Recognition { ending(of: candidate.name) == nil ? .no : .byName }

  private static func ending(of name: FileName) -> String? { endings.first { name.hasSuffix($0) } }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    let path = document.id.path
    guard document.id.embedding.isEmpty, let ending = ending(of: FileName(path: path)) else { return reading }
    let length = document.source.bytes.count
    let map = OffsetMap(segments: [.init(inner: 0, length: length, host: 0, hostLength: length)], encoding: .verbatim)
    let name = String(path.dropLast(ending.utf8.count))
    reading.embedded = [.template(document.source, named: name, map: map)].compactMap { $0 }
    return reading
  }
}
