import Syntax

/// The lists of Compose files that the repository's scripts, recipes and texts hand to one command.
enum ComposeCommands {
  /// Each list as merged, the lowest file first; only files that are here, and only lists of several.
  static func lists(in workspace: any Workspace) -> [[String]] {
    let all = WorkspaceWalk.gathered("which Compose files go together", in: workspace, among: mayHoldCommands)
    {
      path, source, workspace in
      Self.lists(in: source, at: path, workspace).filter { $0.count > 1 }
    }
    var lists: [[String]] = []
    for list in all where lists.count < 64 && !lists.contains(list) { lists.append(list) }
    return lists
  }

  /// The files that `docker stack deploy -c` starts, by texts that do not start any with Compose.
  static func stacks(in workspace: any Workspace) -> Set<String> {
    Set(
      WorkspaceWalk.gathered("which Compose files are stacks", in: workspace, among: mayHoldCommands) { path, source, workspace in
        let text = source.string(source.range)
        guard text.contains("stack deploy"), !text.contains("compose up"), !text.contains("compose -f") else { return [] }
        return text.split(whereSeparator: \.isNewline).filter { $0.contains("stack deploy") }.flatMap { line in
          files(of: ["-c", "--compose-file"], in: withoutDirname(String(line))).flatMap { existing([$0], in: Path.directory(of: path), workspace) }
        }
      })
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

  private static func lists(in source: SourceText, at path: String, _ workspace: any Workspace) -> [[String]] {
    let directory = Path.directory(of: path)
    // Development containers specification, dockerComposeFile: from the folder of this file.
    if isOfDevcontainer(FileName(path: path)) {
      let files = (try? JSONParser.parse(source))?.node(at: ["dockerComposeFile"])?.items?.compactMap(\.text) ?? []
      return [existing(files, in: directory, workspace)]
    }
    let text = source.string(source.range)
    guard text.contains("compose") || text.contains("COMPOSE_FILE") else { return [] }
    var lists: [[String]] = []
    var line = ""
    for piece in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      // A command may go on in the next line, in a shell and in PowerShell.
      if let last = piece.last, last == "\\" || last == "`", !piece.hasPrefix("`"), line.utf8.count < 4096 {
        line += piece.dropLast() + " "
        continue
      }
      line += piece
      lists.append(list(in: line, at: directory, workspace))
      line = ""
    }
    return lists
  }

  private static func list(in line: String, at directory: String, _ workspace: any Workspace) -> [String] {
    guard line.utf8.count < 8192, line.contains("compose") || line.contains("COMPOSE_FILE") else { return [] }
    let words = withoutDirname(line).split { " \t\"'`;,[]()".contains($0) }
    if let variable = words.first(where: { $0.hasPrefix("COMPOSE_FILE=") }) {
      return paths(inVariable: String(variable.dropFirst("COMPOSE_FILE=".count)), in: directory, workspace)
    }
    return existing(files(of: ["-f", "--file"], in: words.joined(separator: " ")), in: directory, workspace)
  }

  /// The values of an option, by its short and its long name.
  private static func files(of names: [String], in line: String) -> [String] {
    var files: [String] = []
    var isFile = false
    for word in line.split(whereSeparator: { " \t\"'`;,[]()".contains($0) }) {
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
    existing(value.split { $0 == ":" || $0 == ";" }.map(String.init), in: directory, workspace)
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
