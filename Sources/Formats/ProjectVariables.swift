import Syntax
import Vocabulary

/// Variables under names like Ollama's that a program of the repository reads: they are the project's own.
public struct ProjectVariables: Sendable, Equatable {
  /// By any program or script.
  private var programs: Set<String> = []
  /// By scripts and commands alone.
  private var scripts: Set<String> = []

  /// Whether a name may be a project's own.
  public static func isDoubted(_ fact: Fact) -> Bool {
    fact.subject == .key && [.unknown, .misspelt, .invented].contains(fact[.status])
      && fact.text(.kind) == "variable"
  }

  /// Whether a program or a script here reads the variable.
  func isReadByProgram(_ name: String) -> Bool { programs.contains(name) }

  /// Takes back what was said of names that a program here reads.
  public func settle(_ facts: inout [Fact]) {
    for index in facts.indices where Self.isDoubted(facts[index]) {
      guard let name = facts[index].text(.name) else { continue }
      let at = facts[index].attributes[.name]?.range ?? facts[index].range
      // A server's container runs the scripts that it receives, and no program of another container.
      let isServers =
        Self.servers.contains(facts[index].text(.format) ?? "") && !Self.isShared(facts[index])
      guard (isServers ? scripts : programs).contains(name) else { continue }
      facts[index].write(.status, .foreign, at: at)
      facts[index].infer(.program, .text("this project"))
      facts[index].attributes[.replacement] = nil
    }
  }

  /// Whether the variable is in a file of variables, which several programs may be given.
  private static func isShared(_ fact: Fact) -> Bool {
    let name = FileName(path: fact.id.document.path)
    return DotenvFormat.hint(name) > .no || fact.id.document.isDocumentation
  }

  /// What the repository's files read.
  public static func all(in workspace: any Workspace) -> ProjectVariables {
    workspace.remembered("which variables do programs here read") { workspace in
      let found = WorkspaceWalk.gathered(
        "readers of variables", in: workspace, among: { isCode($0) || isScript($0) }
      ) { path, source -> [Names] in
        guard source.mentionsOllama else { return [] }
        let name = FileName(path: path)
        let names = isCode(name) ? mentioned(in: source) : expanded(in: source)
        return names.isEmpty ? [] : [Names(names: names, isScripts: isScript(name))]
      }
      var readers = ProjectVariables()
      for file in found {
        readers.programs.formUnion(file.names)
        if file.isScripts { readers.scripts.formUnion(file.names) }
      }
      return readers
    }
  }

  /// What a file reads.
  private struct Names: Sendable, Equatable {
    let names: Set<String>
    let isScripts: Bool
  }

  private static func isCode(_ name: FileName) -> Bool {
    name.hasSuffix(
      ".py", ".js", ".ts", ".mjs", ".cjs", ".tsx", ".jsx", ".go", ".rs", ".rb", ".php", ".java", ".kt", ".cs", ".swift", ".lua",
      ".pl", ".ex", ".exs", ".c", ".cpp", ".h", ".ipynb", ".toml")
  }

  private static func isScript(_ name: FileName) -> Bool {
    name.hasSuffix(".sh", ".bash", ".zsh", ".fish", ".ps1", ".bat", ".mk", ".yml", ".yaml", ".nu")
      || ShellFormat.hint(name) > .no || name.lowercased.hasPrefix("dockerfile") || !name.lowercased.contains(".")
  }

  /// Names in quotes or after a dot: `getenv("NAME")`, `process.env.NAME`, and fields that a settings class reads.
  private static func mentioned(in source: SourceText) -> Set<String> {
    names(in: source) { start in [0x22, 0x27, 0x2E, 0x60].contains(source.bytes[start - 1]) }
  }

  /// Names after a dollar sign: `$NAME`, `${NAME}`, `${#NAME}`, `$env:NAME`, `%NAME%`, `!NAME!`; and those that are handed on
  /// by name, as in `login=NAME` and `$(call ask,NAME)`.
  private static func expanded(in source: SourceText) -> Set<String> {
    let bytes = source.bytes
    func behind(_ start: Int) -> UInt8? { bytes[start...].prefix(64).first { !isNameByte($0) } }
    return names(in: source) { start in
      let before = start > 1 ? bytes[start - 2] : 0
      switch bytes[start - 1] {
      case 0x24, 0x25: return true
      case 0x7B: return before == 0x24 || before == 0x7B
      case 0x3A: return before | 0x20 == 0x76
      case 0x23: return before == 0x7B
      case 0x21: return before == 0x7B || behind(start) == 0x21
      case 0x3D, 0x2C: return behind(start) != 0x3D
      default: return false
      }
    }
  }

  /// Whether it is `NAME: ${NAME:-default}`, where a file only passes the variable on under its own name.
  private static func isPassedOn(_ name: TextRange, in source: SourceText) -> Bool {
    guard source.byte(at: name.start - 1) == 0x7B || source.byte(at: name.start - 1) == 0x24 else {
      return false
    }
    let line = start(ofLineOf: name, in: source)
    let key = line.drop { !($0.isLetter || $0 == "_") }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return key == source.string(name)
  }

  /// Where a text of a format reads a variable that it may set as well, by name.
  public static func readers(in source: SourceText, of format: String) -> [String: [Int]] {
    let bytes = source.bytes
    // Compose puts its own variables where there is one dollar; two are one for the container.
    let isCompose = format == "compose"
    // In Nix the attribute that sets a variable is read by its bare name, or after a dot.
    let isNix = format == "nix"
    let isScript = ["docker-run", "windows-script"].contains(format)
    let found = ranges(in: source, beginning: []) { start in
      var sign = start - 1
      if isNix, [0x2E, 0x20, 0x28, 0x5B, 0x0A].contains(bytes[sign]) {
        let next = bytes[start...].prefix(128).first { !isNameByte($0) && $0 != 0x20 }
        return next.map { [0x3B, 0x29, 0x5D, 0x7D, 0x2B, 0x0A].contains($0) } ?? false
      }
      if isScript, isReadByCode(start, in: bytes) { return true }
      switch bytes[sign] {
      case 0x7B, 0x28:
        sign -= 1
        guard sign >= 0, bytes[sign] == 0x24 else { return false }
        // `$(NAME=value command)` sets it.
        if bytes[sign + 1] == 0x28, bytes[start...].first(where: { !isNameByte($0) }) == 0x3D { return false }
      case 0x24: break
      case 0x3A: return ["$env", "${env"].contains { bytes[..<sign].suffix($0.utf8.count).elementsEqual($0.utf8) }
      case 0x2E: return bytes[..<sign].suffix(3).elementsEqual("env".utf8)
      case let mark where mark == 0x25 || mark == 0x21:
        return bytes[start...].first { !isNameByte($0) } == mark
      default: return false
      }
      return !isCompose || sign > 0 && bytes[sign - 1] == 0x24
    }
    return found.reduce(into: [:]) { readers, name in
      if isPassedOn(name, in: source) || isHandedOn(name, in: source) || isShown(name, in: source) { return }
      readers[source.string(name), default: []].append(name.start)
    }
  }

  /// Whether a script reads a variable in other words than a dollar: `environ["NAME"]`, `getenv('NAME')`, `printenv NAME`,
  /// `${(U)NAME}`.
  private static func isReadByCode(_ start: Int, in bytes: [UInt8]) -> Bool {
    let before = String(decoding: bytes[..<start].suffix(32), as: UTF8.self).lowercased()
    switch bytes[start - 1] {
    case 0x20: return before.hasSuffix("printenv ")
    case 0x29: return before.split(separator: "$").last?.hasPrefix("{(") ?? false
    case 0x22, 0x27:
      let callee = before.dropLast()
      if callee.hasSuffix("(") {
        return !["setenvironmentvariable(", "putenv(", "setenv("].contains(where: callee.hasSuffix)
      }
      let rest = bytes[start...].prefix(96).drop { isNameByte($0) }.dropFirst(2).drop { $0 == 0x20 }
      return callee.hasSuffix("[") && (rest.first != 0x3D || rest.dropFirst().first == 0x3D)
    default: return false
    }
  }

  /// What is before a name in its line.
  private static func start(ofLineOf name: TextRange, in source: SourceText) -> String {
    let before = source.bytes[..<name.start].suffix(longestLine)
    return String(decoding: before.suffix(before.reversed().prefix { $0 != 0x0A }.count), as: UTF8.self)
  }

  /// In a line that holds thousands of names, each is looked at with what is near it.
  private static let longestLine = 1024

  /// Whether it is `-e NAME=$NAME`.
  private static func isHandedOn(_ name: TextRange, in source: SourceText) -> Bool {
    let before = start(ofLineOf: name, in: source)
    return before.trimming { "$({\"'=: ".contains($0) }.hasSuffix(source.string(name))
  }

  /// Whether the line is a comment, or prints what it reads.
  private static func isShown(_ name: TextRange, in source: SourceText) -> Bool {
    let rest = source.bytes[name.start...].prefix(longestLine).prefix { $0 != 0x0A }
    let line = start(ofLineOf: name, in: source).trimmingBlanks.lowercased() + String(decoding: rest, as: UTF8.self)
    return line.hasPrefix("#")
      || ["echo ", "printf ", "write-host "].contains(where: line.hasPrefix) && !line.contains { "|>".contains($0) }
  }

  /// - Parameter isRead: whether a name that begins at an offset, never 0, is read there.
  private static func names(in source: SourceText, where isRead: (Int) -> Bool) -> Set<String> {
    Set(
      ranges(in: source, beginning: Array("OLLAMA_".utf8), where: isRead)
        .filter { !isPassedOn($0, in: source) }.map { source.string($0) })
  }

  private static func ranges(
    in source: SourceText, beginning needle: [UInt8], where isRead: (Int) -> Bool
  ) -> [TextRange] {
    var found: [TextRange] = []
    let bytes = source.bytes
    var i = 1
    while i + needle.count < bytes.count {
      guard isNameByte(bytes[i]), bytes[i...].starts(with: needle) else {
        i += 1
        continue
      }
      var end = i
      while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
      // `$env:NAME = value` sets it.
      let isSet = bytes[i - 1] == 0x3A && bytes[end...].first { $0 != 0x20 } == 0x3D
      if isRead(i), !isSet { found.append(TextRange(i, end)) }
      i = end
    }
    return found
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
  }
}
