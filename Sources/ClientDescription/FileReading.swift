import Syntax
import Wording

extension DescriptionReader {
  func fileKind(_ node: Node) -> SettingsFileKind? {
    let fields = fields(node, DescriptionPart.file.names)
    guard let path = text(fields["path"]), let syntax = text(fields["syntax"]) else {
      return unreadable(node, "a file needs `path` and `syntax`")
    }
    let known = NodeSyntax.names
    if !known.contains(syntax) {
      report(
        fields["syntax"] ?? node, "unknown syntax `\(syntax)`; expected \(Wording.list(known, "or"))"
      )
    }
    let patterns = fields["matches"] == nil ? [path] : texts(fields["matches"])
    return SettingsFileKind(
      path: path, scope: word(fields["scope"], as: SettingsFileKind.Scope.self) ?? .project,
      patterns: patterns.map(FilePattern.init), syntax: syntax, content: texts(fields["content"]),
      strict: text(fields["strict"]))
  }

  func commandSettings(_ node: Node) -> CommandSettings? {
    let fields = fields(node, DescriptionPart.command.names)
    guard fields["options"] != nil || fields["file"] != nil, let folder = text(fields["folder"]) else {
      return unreadable(node, "a command needs `folder`, and `options` or `file`")
    }
    return CommandSettings(
      options: texts(fields["options"]), folder: folder, holds: texts(fields["holds"]), file: text(fields["file"]),
      variable: text(fields["variable"]))
  }

  func signs(_ node: Node?, _ files: [SettingsFileKind]) -> FileSigns {
    var signs = FileSigns()
    signs.certain = files.flatMap(\.patterns)
    signs.certainContent = files.flatMap { file in file.patterns.map { _ in file.content } }
    guard let node else { return signs }
    let fields = fields(node, DescriptionPart.recognise.names)
    signs.possible = texts(fields["possible"]).map(FilePattern.init)
    signs.content = items(fields["content"]).map(texts)
    signs.needed = items(fields["needs"]).map(texts)
    signs.not = texts(fields["not"])
    signs.suffixes = texts(fields["suffixes"])
    signs.languages = texts(fields["languages"])
    signs.variables = items(fields["variables"]).flatMap(combinations)
    return signs
  }

  /// The lists of names that one item stands for. In an inner list, one name is enough.
  private func combinations(_ node: Node) -> [[String]] {
    var all: [[String]] = [[]]
    for item in items(node) {
      let names = texts(item)
      all = all.flatMap { start in names.map { start + [$0] } }
    }
    return all
  }
}
