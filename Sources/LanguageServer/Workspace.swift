import Diagnostics
import Linter

/// The open documents and what the linter says of the folder that they are in.
struct EditorWorkspace {
  /// The folder that the editor has open; else that of the first document.
  var root: String?
  private(set) var texts: [String: EditorText] = [:]
  private(set) var findings: [String: [Diagnostic]] = [:]
  private let options: @Sendable (String) throws -> Options

  init(options: @escaping @Sendable (String) throws -> Options) { self.options = options }

  mutating func open(_ path: String, _ text: String) {
    if root == nil { root = path.lastIndex(of: "/").map { String(path[..<$0]) } }
    texts[path] = EditorText(Array(text.utf8))
  }

  mutating func change(_ path: String, _ start: EditorPosition?, _ end: EditorPosition?, to text: String) {
    texts[path]?.change(start, end, to: text)
  }

  mutating func close(_ path: String) { texts[path] = nil }

  /// Lints the folder as the editor has it. Paths whose findings changed are returned, sorted.
  mutating func lint() throws -> [String] {
    guard let root else { return [] }
    var options = try options(root)
    options.paths = [root]
    options.workingDirectory = root
    options.severity = .info
    options.open = texts.mapValues(\.bytes)
    let report = try Linter(options).run(fixing: .none).report
    var found: [String: [Diagnostic]] = [:]
    for diagnostic in report.diagnostics { found[absolute(diagnostic.location.path), default: []].append(diagnostic) }
    let changed = Set(found.keys).union(findings.keys).union(texts.keys).filter { found[$0] != findings[$0] || texts[$0] != nil }
    findings = found
    return changed.sorted()
  }

  func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : (root ?? "") + "/" + path
  }

  /// The text as the editor has it, or as it lies on disk.
  func text(at path: String) -> EditorText? {
    texts[path] ?? (try? FileSystem.read(path, limit: 1 << 24)).map { EditorText($0.bytes) }
  }
}
