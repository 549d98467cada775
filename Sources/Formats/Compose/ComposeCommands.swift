import Syntax

/// The lists of Compose files that the repository's scripts, recipes and texts hand to one command.
enum ComposeCommands {
  /// Each list as merged, the lowest file first; only files that are here, and only lists of several.
  static func lists(in workspace: any Workspace) -> [[String]] {
    workspace.remembered("which Compose files go together") { workspace in
      let named = WorkspaceWalk.gathered("which Compose files are named together", in: workspace, among: mayHoldCommands) {
        path, source in Self.lists(in: source, at: path).filter { $0.files.count > 1 }
      }
      var lists: [[String]] = []
      for files in named {
        guard lists.count < 64 else { break }
        let list = files.existing(in: workspace)
        if list.count > 1, !lists.contains(list) { lists.append(list) }
      }
      return lists
    }
  }

  /// Files as a text names them.
  private struct NamedFiles: Sendable, Equatable {
    let files: [String]
    /// The folder of the text.
    let directory: String

    func existing(in workspace: any Workspace) -> [String] { ComposeCommands.existing(files, in: directory, workspace) }
  }

  /// The files that `docker stack deploy -c` starts, by texts that do not start any with Compose.
  static func stacks(in workspace: any Workspace) -> Set<String> {
    workspace.remembered("which Compose files are stacks") { workspace in
      let named = WorkspaceWalk.gathered("which files are named as stacks", in: workspace, among: mayHoldCommands) {
        path, source -> [NamedFiles] in
        let bytes = source.bytes[...]
        guard bytes.contains(bytesOf: "stack deploy"), !bytes.contains(bytesOf: "compose up"),
          !bytes.contains(bytesOf: "compose -f")
        else { return [] }
        return source.string(source.range).split(whereSeparator: \.isNewline).filter { $0.contains("stack deploy") }.flatMap { line in
          files(of: ["-c", "--compose-file"], in: words(of: String(line)))
            .map { NamedFiles(files: [$0], directory: Path.directory(of: path)) }
        }
      }
      return Set(named.flatMap { $0.existing(in: workspace) })
    }
  }

  private static func mayHoldCommands(_ name: FileName) -> Bool {
    name.hasSuffix(".sh", ".md", ".mk", ".bash", ".fish", ".ps1", ".bat", ".envrc", ".env", ".service")
      || ["makefile", "justfile", ".justfile", "package.json", "taskfile.yml", "taskfile.yaml"].contains(
        name.lowercased)
      || isOfDevcontainer(name)
      // The comment at the top of an override says how it is started.
      || ComposeFormat.isComposeName(name.lowercased)
  }

  private static func isOfDevcontainer(_ name: FileName) -> Bool {
    ["devcontainer.json", ".devcontainer.json"].contains(name.lowercased)
  }

  private static func lists(in source: SourceText, at path: String) -> [NamedFiles] {
    let directory = Path.directory(of: path)
    // Development containers specification, dockerComposeFile: from the folder of this file.
    if isOfDevcontainer(FileName(path: path)) {
      let files = (try? JSONParser.parse(source))?.node(at: ["dockerComposeFile"])?.items?.compactMap(\.text) ?? []
      return [NamedFiles(files: files, directory: directory)]
    }
    guard source.bytes[...].contains(bytesOf: "compose") || source.bytes[...].contains(bytesOf: "COMPOSE_FILE") else { return [] }
    let text = source.string(source.range)
    var lists: [NamedFiles] = []
    var line = ""
    for piece in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      // A command may go on in the next line, in a shell and in PowerShell.
      if let last = piece.last, last == "\\" || last == "`", !piece.hasPrefix("`"), line.utf8.count < 4096 {
        line += piece.dropLast() + " "
        continue
      }
      line += piece
      lists.append(NamedFiles(files: list(in: line), directory: directory))
      line = ""
    }
    return lists
  }

  private static func list(in line: String) -> [String] {
    guard line.utf8.count < 8192, line.contains("compose") || line.contains("COMPOSE_FILE") else { return [] }
    let words = words(of: line)
    if let variable = words.first(where: { $0.hasPrefix("COMPOSE_FILE=") }) {
      return paths(inVariable: String(variable.dropFirst("COMPOSE_FILE=".count)))
    }
    return files(of: ["-f", "--file"], in: words)
  }

  private static func words(of line: String) -> [Substring] {
    withoutDirname(line).split { " \t\"'`;,[]()".contains($0) }
  }

  /// The values of an option, by its short and its long name.
  private static func files(of names: [String], in words: [Substring]) -> [String] {
    var files: [String] = []
    var isFile = false
    for word in words {
      if isFile {
        files.append(String(word))
        isFile = false
      } else if names.contains(String(word)) {
        isFile = true
      } else if let name = names.last, word.hasPrefix(name + "=") {
        files.append(String(word.dropFirst(name.utf8.count + 1)))
      }
    }
    return files
  }

  /// The line with the script's own folder as `.`: `$(dirname "$0")/..`.
  private static func withoutDirname(_ line: String) -> String {
    guard line.contains("dirname") else { return line }
    var rest = line[...]
    var text = ""
    while let start = rest.firstRange(ofBytes: "$(dirname")?.lowerBound,
      let end = rest[start...].firstIndex(of: ")")
    {
      text += rest[..<start] + "."
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }

  /// `a.yml:b.yml`, with `;` on Windows.
  static func paths(inVariable value: String, in directory: String, _ workspace: any Workspace) -> [String] {
    existing(paths(inVariable: value), in: directory, workspace)
  }

  private static func paths(inVariable value: String) -> [String] {
    value.split { $0 == ":" || $0 == ";" }.map(String.init)
  }

  /// Where the paths lead from the file that names them, or from the root; empty if one of them is not here.
  private static func existing(_ files: [String], in directory: String, _ workspace: any Workspace)
    -> [String]
  {
    var found: [String] = []
    for file in files.prefix(16) {
      // A variable in front is a folder that the script works out, its own or one above.
      let isComputed = file.hasPrefix("$")
      let name = isComputed ? String(file.drop { $0 != "/" }.dropFirst()) : file
      guard !name.isEmpty else { return [] }
      let folders = isComputed ? above(directory) : [directory, ""]
      let places = folders.compactMap { Path.join($0, name) }
      guard let place = places.first(where: { workspace.kind(at: $0) == .file }) else { return [] }
      if !found.contains(place) { found.append(place) }
    }
    return found
  }

  /// A folder and those above it.
  private static func above(_ directory: String) -> [String] {
    var folders = [directory]
    while let last = folders.last, !last.isEmpty { folders.append(Path.directory(of: last)) }
    return folders
  }
}
