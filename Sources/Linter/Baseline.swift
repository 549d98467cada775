import Diagnostics
import Syntax

/// Findings that a project has agreed to live with for now.
///
/// A file of JSON, sorted, one entry a finding, made to be read in a diff.
public struct Baseline: Sendable {
  public struct Entry: Sendable, Hashable {
    public let rule: String
    public let path: String
    public let severity: Severity
    public let fingerprint: String
    /// Where the entry is in the file.
    public let range: TextRange
  }

  public struct Failure: Error, Sendable {
    public let message: String
  }

  public let path: String
  public let entries: [Entry]
  private let source: SourceText

  /// - Parameter path: as shown in messages.
  public init(path: String, bytes: [UInt8]) throws(Failure) {
    self.path = path
    source = SourceText(bytes)
    let nodes: NodeDocument
    do {
      nodes = try JSONParser.parse(source)
    } catch {
      let position = LineTable(bytes).position(at: error.range.start)
      throw Failure(message: "\(path):\(position.line):\(position.column): \(error.message)")
    }
    guard nodes.node(at: ["version"])?.text == "1", let items = nodes.node(at: ["findings"])?.items else {
      throw Failure(message: "\(path) is not a version 1 baseline (--write-baseline creates one)")
    }
    entries = items.indices.compactMap { index in
      let base: [PathStep] = ["findings", .index(index)]
      guard let rule = nodes.node(at: base + ["rule"])?.text,
        let file = nodes.node(at: base + ["path"])?.text,
        let print = nodes.node(at: base + ["fingerprint"])?.text
      else { return nil }
      let severity = nodes.node(at: base + ["severity"])?.text.flatMap(Severity.init) ?? .error
      return Entry(
        rule: rule, path: file, severity: severity, fingerprint: print, range: items[index].range)
    }
  }

  /// The report without what the baseline knows, and with a warning for each entry that nothing matches any more.
  ///
  /// - Parameters:
  ///   - severity: the level from which findings are reported; entries below it are not looked for.
  ///   - isWhole: whether every rule ran; else an entry may be of one that did not.
  ///   - exists: whether there is a file at a path of the report.
  public func applied(
    to report: Report, severity: Severity, isWhole: Bool, exists: (String) -> Bool
  ) -> Report {
    let prints = Fingerprint.of(report.diagnostics)
    let formerPrints = Fingerprint.of(report.diagnostics) { $0.formerRule ?? $0.rule }
    let known = Set(entries.map { Key($0.rule, $0.path, $0.fingerprint) })
    var left: [Diagnostic] = []
    var matched: Set<Key> = []
    for (diagnostic, (print, former)) in zip(report.diagnostics, zip(prints, formerPrints)) {
      let path = diagnostic.location.path
      let keys = [
        Key(diagnostic.rule, path, print), Key(diagnostic.formerRule ?? diagnostic.rule, path, former),
      ]
      if let key = keys.first(where: known.contains) { matched.insert(key) } else { left.append(diagnostic) }
    }
    if isWhole {
      let linted = Set(report.files.map(\.path))
      let lines = LineTable(source.bytes)
      for entry in entries
      where entry.severity >= severity && !matched.contains(Key(entry.rule, entry.path, entry.fingerprint)) {
        // Of files that this run did not read, nothing is known.
        guard linted.contains(entry.path) || !exists(entry.path) else { continue }
        left.append(stale(entry, lines))
      }
    }
    let sorted = left.sorted {
      ($0.location.path, $0.location.start.offset, $0.rule) < (
        $1.location.path, $1.location.start.offset, $1.rule
      )
    }
    return Report(
      toolVersion: report.toolVersion, machine: report.machine, files: report.files, diagnostics: sorted,
      fixed: report.fixed)
  }

  private func stale(_ entry: Entry, _ lines: LineTable) -> Diagnostic {
    let start = lines.position(at: entry.range.start)
    return Diagnostic(
      rule: "lint/stale-baseline", severity: .warning,
      message: "The baseline lists \(entry.rule) in \(entry.path), which no longer occurs",
      effect: "The entry would hide the finding if it came back.",
      advice: "Run --write-baseline again.",
      location: .init(path: path, start: start, end: lines.position(at: entry.range.end)))
  }

  private struct Key: Hashable {
    let rule: String
    let path: String
    let fingerprint: String

    init(_ rule: String, _ path: String, _ fingerprint: String) {
      self.rule = rule
      self.path = path
      self.fingerprint = fingerprint
    }
  }
}
