import RuleEngine
import Syntax

/// A folder with `CATEGORY/NAME.yaml` in it, and nothing else but the Swift source of its target.
///
/// A file that is elsewhere or is named otherwise is an error, not a rule that nobody misses.
struct RuleFolder {
  private let path: String

  init(_ path: String) { self.path = path }

  /// The rules by id, and everything that is wrong with the files.
  func rules() -> (rules: [Rule], errors: [RuleFileError]) {
    var rules: [Rule] = []
    var errors: [RuleFileError] = []
    for file in paths(in: path, matching: "*") + paths(in: path, matching: "*/*") {
      let name = String(file.dropFirst(path.utf8.count + 1))
      if name.hasSuffix(".swift") || (name.hasSuffix("/") && !name.dropLast().contains("/")) { continue }
      do {
        rules.append(try rule(name, at: file))
      } catch {
        errors += error.errors
      }
    }
    return (rules.sorted { $0.id < $1.id }, errors)
  }

  /// - Parameter name: `CATEGORY/NAME.yaml`.
  private func rule(_ name: String, at file: String) throws(RuleFileErrors) -> Rule {
    let folder = path.split(separator: "/").last.map(String.init) ?? path
    let shown = folder + "/" + name
    guard name.hasSuffix(".yaml"), name.contains("/") else {
      throw error(shown, "a rule is a file CATEGORY/NAME.yaml")
    }
    guard let bytes = read(file) else { throw error(shown, "cannot be read") }
    return try RuleDecoder.rule(id: String(name.dropLast(5)), file: shown, source: SourceText(bytes))
  }

  private func error(_ file: String, _ message: String) -> RuleFileErrors {
    let start = TextPosition(line: 1, column: 1, offset: 0)
    return RuleFileErrors([RuleFileError(file: file, position: start, message: message)])
  }
}
