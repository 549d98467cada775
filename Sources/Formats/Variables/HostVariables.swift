import Syntax

/// Files of variables that programs on the host read, besides a container: scripts, recipes, units, direnv and the
/// dotenv libraries.
enum HostVariables {
  /// Whether something here reads the file at `path` on the host, as far as scripts and programs show it.
  static func reads(_ path: String, in workspace: any Workspace) -> Bool {
    WorkspaceWalk.gathered(
      "which files of variables are read on the host", in: workspace, among: mayRead, files
    )
    .contains(path)
  }

  private static let code = [".py", ".js", ".ts", ".mjs", ".cjs"]

  private static func mayRead(_ name: FileName) -> Bool {
    name.hasSuffix(".sh", ".bash", ".zsh", ".mk", ".service") || isCode(name)
      || [
        "makefile", "gnumakefile", "justfile", ".justfile", "package.json", "procfile", ".envrc",
        "taskfile.yml", "taskfile.yaml",
      ].contains(name.lowercased)
  }

  private static func isCode(_ name: FileName) -> Bool { code.contains { name.hasSuffix($0) } }

  private static func files(_ path: String, _ source: SourceText, _ workspace: any Workspace) -> [String] {
    let text = source.string(source.range)
    guard text.contains("env") else { return [] }
    let name = FileName(path: path)
    let directory = Path.directory(of: path)
    if isCode(name) { return text.contains("dotenv") ? [above(directory, workspace)].compactMap { $0 } : [] }
    var found: [String] = []
    for line in text.split(whereSeparator: \.isNewline) where line.contains("env") && line.utf8.count < 4096 {
      let words = line.split { " \t\"';,()[]{}<|&".contains($0) }.map(String.init)
      if words.first == "set", words.contains(where: { $0.hasPrefix("dotenv-load") }) { found.append(".env") }
      if name.lowercased == ".envrc", words.first?.hasPrefix("dotenv") == true {
        found.append(words.dropFirst().first ?? ".env")
      }
      found += mentioned(words, isContainers: isContainers(words))
    }
    return found.flatMap { file -> [String] in
      // A unit names a place on its machine, which may be a copy of a file here.
      let own = file.hasPrefix("/") ? String(file.split(separator: "/").last ?? "") : file
      return [Path.join(directory, own), Path.join("", own)].compactMap { $0 }
        .filter { workspace.kind(at: $0) == .file }
    }
  }

  /// Whether a command hands its file of variables to a container.
  private static func isContainers(_ words: [String]) -> Bool {
    words.contains { ["docker", "podman", "nerdctl", "docker-compose", "podman-compose"].contains($0) }
  }

  private static let readers: Set<String> = [".", "source", "include", "-include", "cat", "-e", "-f", "grep", "xargs"]

  /// The files that a line reads: `. ./.env`, `source .env`, `include .env`, `cat .env`, `--env-file .env`,
  /// `EnvironmentFile=-/opt/app/.env`, `dotenv -e .env`.
  private static func mentioned(_ words: [String], isContainers: Bool) -> [String] {
    return words.enumerated().compactMap { index, word in
      for key in ["EnvironmentFile=", "--env-file="] where word.hasPrefix(key) {
        guard key != "--env-file=" || !isContainers else { return nil }
        return String(word.dropFirst(key.count).drop { $0 == "-" })
      }
      guard index > 0, word.contains("env"), !word.hasPrefix("-") else { return nil }
      let isOption = words[index - 1] == "--env-file" && !isContainers
      let isRead = Self.readers.contains(words[index - 1]) && !isContainers
      return isOption || isRead || isLast(index, of: words) ? word : nil
    }
  }

  /// Whether a word ends `export $(grep -v '^#' .env | xargs)`.
  private static func isLast(_ index: Int, of words: [String]) -> Bool {
    words.contains("export") && (words.contains("grep") || words.contains("cat") || words.contains("sed"))
  }

  /// The `.env` that python-dotenv and its like find from a program: beside it or in a folder above.
  private static func above(_ directory: String, _ workspace: any Workspace) -> String? {
    var directory = directory
    for _ in 0..<8 {
      if let path = Path.join(directory, ".env"), workspace.kind(at: path) == .file { return path }
      guard !directory.isEmpty else { return nil }
      directory = Path.directory(of: directory)
    }
    return nil
  }
}
