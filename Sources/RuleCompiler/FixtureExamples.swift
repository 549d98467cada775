import Foundation
import RuleEngine

/// Chooses a rule's examples among its fixtures: the first case that is fixed, before and after; or else the
/// first that fires, and the first near miss.
struct FixtureExamples {
  private let folder: URL

  /// - Parameter rules: the folder of rules; the fixtures lie next to it.
  init(besides rules: String) {
    folder = URL(fileURLWithPath: rules).deletingLastPathComponent().appendingPathComponent("Fixtures")
  }

  /// `nil` for a rule that has no fixtures yet, or only files that are not text.
  func examples(of id: String) -> RuleExamples? {
    let rule = folder.appendingPathComponent(id)
    let fires = rule.appendingPathComponent("fires")
    for fixed in ["fixed", "fixed-unsafe"].map(rule.appendingPathComponent) {
      for name in names(in: fixed) {
        let (before, after) = (fires.appendingPathComponent(name), fixed.appendingPathComponent(name))
        for path in files(in: before) {
          if let bad = text(before, path), let good = text(after, path), good != bad {
            return RuleExamples(bad: .init(path: path, text: bad), good: .init(path: path, text: good))
          }
        }
      }
    }
    let quiet = rule.appendingPathComponent("quiet")
    guard let name = names(in: fires).first, let near = names(in: quiet).first else { return nil }
    let (fired, other) = (fires.appendingPathComponent(name), quiet.appendingPathComponent(near))
    guard let path = files(in: fired).first, let bad = text(fired, path),
      let file = files(in: other).first(where: { $0 == path }) ?? files(in: other).first,
      let good = text(other, file)
    else { return nil }
    return RuleExamples(bad: .init(path: path, text: bad), good: .init(path: file, text: good))
  }

  private func names(in folder: URL) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted())
      ?? []
  }

  private func files(in folder: URL) -> [String] {
    let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return found.filter { path in
      var isDirectory: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent(path).path, isDirectory: &isDirectory)
      return exists && !isDirectory.boolValue && path != "expected.txt" && path != ".ollama-lint.yaml"
    }.sorted()
  }

  private func text(_ folder: URL, _ path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent(path).path),
      data.count < 4000
    else { return nil }
    return String(data: data, encoding: .utf8)
  }
}
