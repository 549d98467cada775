import Syntax

/// Modelfiles that a script fills in before a model is made of them: `sed "s|^FROM.*|FROM $m|" Modelfile | ollama create ...`.
///
/// The text of such a file applies to no model, or to one of several.
enum ModelfileTemplates {
  private static let programs: Set<Substring> = ["sed", "gsed", "awk", "gawk", "perl", "envsubst", "m4"]
  private static let needle = FoldedNeedle("modelfile")
  /// Scripts that are looked at for one folder; real ones have a few.
  private static let mostScripts = 64

  /// Whether a script in the folder of a Modelfile, in one above it, or in their `scripts` and `bin`, fills it in.
  static func contains(_ path: String, in workspace: any Workspace) -> Bool {
    var directory = Path.directory(of: path)
    while true {
      if filled(in: directory, workspace).contains(path) { return true }
      if directory.isEmpty { return false }
      directory = Path.directory(of: directory)
    }
  }

  private static func filled(in directory: String, _ workspace: any Workspace) -> Set<String> {
    workspace.remembered("which Modelfiles are filled in by \(directory)") { workspace in
      var paths: Set<String> = []
      for folder in ["", "scripts", "bin"] {
        guard let folder = Path.join(directory, folder) else { continue }
        let scripts = workspace.names(in: folder).filter { name in
          ShellFormat.isRecipe(name.lowercased()) || FileName(path: name).hasSuffix(".sh", ".bash", ".zsh")
        }
        for name in scripts.sorted().prefix(mostScripts) {
          guard let script = Path.join(folder, name), let source = workspace.source(at: script),
            source.bytes.count < 1 << 16, needle.occurs(in: source.bytes)
          else { continue }
          let texts =
            ShellFormat.isRecipe(name.lowercased()) ? RecipeText.recipes(of: source).map(\.source) : [source]
          // Either folder may be the one that it is started in.
          for file in texts.flatMap(files) {
            paths.formUnion([Path.join(folder, file), Path.join(directory, file)].compactMap { $0 })
          }
        }
      }
      return paths
    }
  }

  /// The files that a script hands to a program that replaces text.
  private static func files(_ source: SourceText) -> [String] {
    ShellParser.parse(source).commands.flatMap { command -> [Substring] in
      guard let program = command.words.first?.text?.split(separator: "/").last, programs.contains(program)
      else { return [] }
      // With what is redirected.
      let line = TextRange(command.range.start, source.lineEnd(of: command.range.end))
      return source.string(line).split { " \t<>|;&\"'()".contains($0) }
    }.filter { $0.lowercased().contains("modelfile") }.map(String.init)
  }
}
