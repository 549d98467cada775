import Diagnostics
import Foundation
import Reporting
import Syntax
import Testing

@testable import Linter

/// One case, copied to a place of its own so that fixes and links touch nothing else.
final class Fixture {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil

  private let rule: String
  private let kind: String
  private let name: String
  private let original: URL
  let copy: URL

  static func folder(_ rule: String, _ kind: String) -> URL {
    package.appendingPathComponent("Fixtures/\(rule)/\(kind)")
  }

  static func cases(_ rule: String, _ kind: String) throws -> [String] {
    let folder = folder(rule, kind)
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  init(_ rule: String, _ kind: String, _ name: String) throws {
    self.rule = rule
    self.kind = kind
    self.name = name
    original = Self.folder(rule, kind).appendingPathComponent(name)
    copy = FileManager.default.temporaryDirectory.appendingPathComponent("fixture-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: original, to: copy)
    // A repository of its own: everything in it is one deployment.
    try FileManager.default.createDirectory(
      at: copy.appendingPathComponent(".git"), withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: copy.appendingPathComponent("expected.txt"))
  }

  deinit { try? FileManager.default.removeItem(at: copy) }

  /// A run over the whole case, with its facts as text.
  func lint() throws -> (outcome: LintRun.Outcome, facts: [String]) {
    var facts: [String] = []
    let outcome = try LintRun(options()).run(fixing: .none) { facts += FactDump($0).lines() }
    return (outcome, ["== \(kind)/\(name)"] + facts)
  }

  /// Fixes what one rule finds, and nothing else.
  func fix(_ rule: String, _ fixing: LintRun.Fixing) throws -> LintRun.Outcome {
    var options = try options()
    options.select = [rule]
    return try LintRun(options).run(fixing: fixing)
  }

  func options() throws -> Options {
    var options = Options()
    options.paths = [copy.path]
    options.workingDirectory = copy.resolvingSymlinksInPath().path
    options.severity = .info
    let file = copy.appendingPathComponent(".ollama-lint.yaml")
    if let data = FileManager.default.contents(atPath: file.path) {
      options.configuration = try ConfigurationReader(path: file.path, bytes: Array(data)) { _ in nil }.read()
    }
    return options
  }

  func compareOutput(_ text: String) throws {
    try Self.compare(text, with: original.appendingPathComponent("expected.txt"))
  }

  /// Compares a kept text, or renews it.
  static func compare(_ text: String, with file: URL) throws {
    let kept = FileManager.default.contents(atPath: file.path).map { String(decoding: $0, as: UTF8.self) }
    if kept == text { return }
    if isUpdating { return try Data(text.utf8).write(to: file) }
    let (old, new) = (
      kept?.split(separator: "\n", omittingEmptySubsequences: false) ?? [],
      text.split(separator: "\n", omittingEmptySubsequences: false)
    )
    let line = zip(old, new).prefix { $0 == $1 }.count
    Issue.record(
      """
      \(file.path.dropFirst(package.path.count + 1)), line \(line + 1):
      kept  \(line < old.count ? String(old[line]) : "nothing")
      found \(line < new.count ? String(new[line]) : "nothing")
      """)
  }

  /// Compares the copy with the kept files of a golden, each file there and no other; or renews them.
  func compareFixed(_ golden: Golden) throws {
    let kept = Self.folder(rule, golden.rawValue).appendingPathComponent(name)
    if Self.isUpdating {
      try golden.remove(rule, name)
      try FileManager.default.createDirectory(
        at: kept.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: copy, to: kept)
      try FileManager.default.removeItem(at: kept.appendingPathComponent(".git"))
      return
    }
    let (found, wanted) = (Self.files(in: copy), Self.files(in: kept))
    #expect(found == wanted, "\(rule)/\(golden.rawValue)/\(name): other files")
    for path in found where wanted.contains(path) {
      let text = FileManager.default.contents(atPath: copy.appendingPathComponent(path).path)
      let expected = FileManager.default.contents(atPath: kept.appendingPathComponent(path).path)
      #expect(text == expected, "\(rule)/\(golden.rawValue)/\(name): \(path)")
    }
  }

  private static func files(in folder: URL) -> [String] {
    let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return found.filter { path in
      var isDirectory: ObjCBool = false
      let full = folder.appendingPathComponent(path).path
      return !path.hasPrefix(".git/")
        && FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory)
        && !isDirectory.boolValue
    }.sorted()
  }
}

/// What a case becomes, by what a user allows; the raw value is the folder beside `fires`.
enum Golden: String, CaseIterable {
  case safe = "fixed"
  /// Only where unsafe fixes make a difference.
  case unsafe = "fixed-unsafe"

  var fixing: LintRun.Fixing { self == .safe ? .safe : .all }

  var safety: Safety { self == .safe ? .safe : .unsafe }

  func exists(_ rule: String, _ name: String) -> Bool {
    FileManager.default.fileExists(
      atPath: Fixture.folder(rule, rawValue).appendingPathComponent(name).path)
  }

  /// Removes the golden, and its folder when it was the last.
  func remove(_ rule: String, _ name: String) throws {
    let folder = Fixture.folder(rule, rawValue)
    try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    if try Fixture.cases(rule, rawValue).isEmpty { try? FileManager.default.removeItem(at: folder) }
  }
}
