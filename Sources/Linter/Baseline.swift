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
  /// Absolute paths of folders that the entries' paths may be relative to, besides the working directory.
  private let folders: [String]

  /// - Parameters:
  ///   - path: as shown in messages.
  ///   - folders: absolute paths of folders that the entries' paths may be relative to: those of the baseline and of the
  ///     configuration that names it.
  public init(path: String, bytes: [UInt8], folders: [String] = []) throws(Failure) {
    self.path = path
    self.folders = folders
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
  ///   - workingDirectory: the absolute path that the report's paths are relative to.
  public func applied(
    to report: Report, severity: Severity, isWhole: Bool, workingDirectory: String = "",
    exists: (String) -> Bool
  ) -> Report {
    let known = Set(entries.map { Key(rule: $0.rule, path: $0.path, fingerprint: $0.fingerprint) })
    var keys = Array(repeating: [Key](), count: report.diagnostics.count)
    // One that was written elsewhere has other paths for the same files.
    let names = [{ $0 }] + folders.map { folder in { Self.path($0, in: workingDirectory, from: folder) } }
    for name in names {
      for rule in [\Diagnostic.rule, \Diagnostic.ruleBefore] {
        let prints = Fingerprint.of(
          report.diagnostics, rule: { $0[keyPath: rule] }, path: { name($0.location.path) })
        for (index, print) in prints.enumerated() {
          let diagnostic = report.diagnostics[index]
          keys[index].append(Key(rule: diagnostic[keyPath: rule], path: name(diagnostic.location.path), fingerprint: print))
        }
      }
    }
    var left: [Diagnostic] = []
    var matched: Set<Key> = []
    for (diagnostic, keys) in zip(report.diagnostics, keys) {
      if let key = keys.first(where: known.contains) { matched.insert(key) } else { left.append(diagnostic) }
    }
    if isWhole {
      let linted = Set(report.files.flatMap { file in names.map { $0(file.path) } })
      let lines = LineTable(source.bytes)
      for entry in entries
      where entry.severity >= severity && !matched.contains(Key(rule: entry.rule, path: entry.path, fingerprint: entry.fingerprint)) {
        // Of files that this run did not read, nothing is known.
        guard linted.contains(entry.path) || !places(entry.path).contains(where: exists) else { continue }
        left.append(stale(entry, lines))
      }
    }
    return Report(
      toolVersion: report.toolVersion, machine: report.machine, files: report.files,
      diagnostics: left.sorted { $0.precedes($1) },
      fixed: report.fixed, searched: report.searched)
  }

  /// A path of the report as it is seen from a folder; the same where it leads elsewhere.
  private static func path(_ path: String, in workingDirectory: String, from folder: String) -> String {
    let whole = path.hasPrefix("/") ? path : workingDirectory + "/" + path
    return whole.hasPrefix(folder + "/") ? String(whole.dropFirst(folder.count + 1)) : path
  }

  /// Where the file of an entry may be.
  private func places(_ path: String) -> [String] { [path] + folders.map { $0 + "/" + path } }

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
  }
}

extension Diagnostic {
  /// The name that the finding had before.
  fileprivate var ruleBefore: String { formerRule ?? rule }
}
