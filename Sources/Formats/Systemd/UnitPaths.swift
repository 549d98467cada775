import Knowledge
import Vocabulary

/// Directories of models that a unit names and its server cannot use.
///
/// Sources: `man systemd.exec` (Environment, ProtectHome, ProtectSystem, ReadWritePaths, WorkingDirectory, User),
/// `src/core/namespace.c`; Ollama `envconfig/config.go` (Models: OLLAMA_MODELS, else `$HOME/.ollama/models`).
struct UnitPaths {
  let unit: Unit
  let variables: [Variable]
  let owner: FactID
  /// The server, where it is not Ollama: it reads its models and writes none.
  var program: String?

  var facts: [Fact] {
    guard let models = variables.last(where: { $0.name == "OLLAMA_MODELS" }), let text = models.value,
      !OllamaVariable.trimmed(text).isEmpty
    else { return home.flatMap { closed($0, path: $0.value ?? "") } ?? [] }
    let path = OllamaVariable.trimmed(text)
    if path.hasPrefix("~") || path.hasPrefix("$") {
      let mark = path.hasPrefix("~") ? "~" : String(path.prefix { $0 != "/" })
      return [
        fact(
          models, .notExpanded,
          "systemd does not expand \(mark), so a folder of that name is created instead")
      ]
    }
    guard path.hasPrefix("/") else {
      guard !path.contains(",") else { return [] }
      let directory = unit.value("WorkingDirectory", in: "Service")?.entry.value
      let place =
        directory.map { "WorkingDirectory=\($0)" } ?? "the working directory, / for a system service"
      return [fact(models, .relative, "it is relative to \(place); write an absolute path")]
        + (home.flatMap { closed($0, path: $0.value ?? "") } ?? [])
    }
    if let closed = closed(models, path: path) { return closed }
    let others = othersHome(models, path)
    return others.isEmpty ? packaged(models, path) : others
  }

  /// A path below /home in a drop-in whose unit is not here: the packages of distributions close it, Ollama's installer
  /// does not (Arch Linux `ollama.service`: ProtectHome=yes; ollama/ollama issues 2701, 10672).
  private func packaged(_ models: Variable, _ path: String) -> [Fact] {
    guard !unit.isWhole, unit.stem == "ollama", Self.isInside(path, "/home"), !isBound(path),
      unit.value("ProtectHome", in: "Service") == nil, unit.value("ExecStart", in: "Service") == nil,
      unit.value("User", in: "Service") == nil,
      !unit.layers.contains(where: { $0.id.path.contains("systemd/user/") || $0.id.isDocumentation })
    else { return [] }
    return [fact(models, .maybeClosed, "packages of Arch Linux and others set ProtectHome=yes")]
  }

  /// What another server is told to read: `-m models/a.gguf`, `--model /home/me/model`.
  func facts(reading path: String, by option: String, at range: SourceRange) -> [Fact] {
    let given = Variable(
      name: option, value: path, address: ["Service", "ExecStart", option], document: range.document,
      nameRange: range.range, valueRange: range.range, range: range.range)
    if path.hasPrefix("~/") { return [fact(given, .notExpanded, "systemd does not expand ~")] }
    var place = path
    if !path.hasPrefix("/") {
      let directory = unit.value("WorkingDirectory", in: "Service")
      guard path.first?.isLetter == true || path.hasPrefix("."), unit.value("RootDirectory", in: "Service") == nil else { return [] }
      guard let directory else {
        // A service of a user starts in the home.
        return unit.value("WantedBy", in: "Install")?.text == "multi-user.target"
          ? [fact(given, .relative, "it is relative to /, where a system service starts")] : []
      }
      guard let text = directory.text?.drop(while: { $0 == "-" }), text.hasPrefix("/") else { return [] }
      place = text + (text.hasSuffix("/") ? "" : "/") + path
    }
    guard unit.value("RootDirectory", in: "Service") == nil, unit.value("RootImage", in: "Service") == nil else { return [] }
    return closed(given, path: place) ?? othersHome(given, place)
  }

  /// The cache of what is downloaded, in the home of the user that the service runs as: root's, or that of a user who exists only
  /// while it runs (`man systemd.exec`, DynamicUser=, whose home is `/`).
  func facts(caching source: EngineSource, at range: SourceRange) -> [Fact] {
    guard source.isDownloaded, !unit.layers.contains(where: { $0.id.path.contains("/user/") }),
      unit.value("RootDirectory", in: "Service") == nil, unit.value("CacheDirectory", in: "Service") == nil,
      unit.value("StateDirectory", in: "Service") == nil
    else { return [] }
    let given = Variable(
      name: source.option, value: source.text, address: ["Service", "ExecStart", "cache"], document: range.document,
      nameRange: range.range, valueRange: range.range, range: range.range)
    if unit.value("DynamicUser", in: "Service")?.flag == true {
      return [fact(given, .uncached, "with DynamicUser=yes the home is /, where the service cannot write")]
    }
    guard user == nil || user == "root", unit.isWhole, let protect = unit.value("ProtectHome", in: "Service"), !isBound("/root"),
      !isWritable("/root"), protect.flag == true || ["tmpfs", "read-only"].contains(protect.text?.lowercased())
    else { return [] }
    return [fact(given, .uncached, "ProtectHome=\(protect.entry.value) hides /root, where its cache is")]
  }

  private var home: Variable? {
    variables.last { $0.name == "HOME" && $0.value?.hasPrefix("/") == true }
  }

  /// What the sandbox keeps from the service; `nil` if nothing.
  private func closed(_ variable: Variable, path: String) -> [Fact]? {
    if let protect = unit.value("ProtectHome", in: "Service"),
      ["/home", "/root", "/run/user"].contains(where: { Self.isInside(path, $0) }), !isBound(path)
    {
      let word = protect.text?.lowercased() ?? ""
      if protect.flag == true || word == "tmpfs" {
        return [fact(variable, .unreachable, "ProtectHome=\(word) hides it from the service")]
      }
      if word == "read-only", program == nil, !isWritable(path) {
        return [fact(variable, .unreachable, "ProtectHome=read-only makes it read-only")]
      }
    }
    if let reason = shut(path) { return [fact(variable, .unreachable, reason)] }
    if program != nil { return nil }
    // `man systemd.exec`: DynamicUser= implies ProtectSystem=strict, which another value does not weaken.
    let isDynamic = unit.value("DynamicUser", in: "Service")?.flag == true
    let protect = unit.value("ProtectSystem", in: "Service")
    guard let word = isDynamic ? "strict" : protect?.text?.lowercased(), !isWritable(path), !isBound(path) else { return nil }
    let isStrict = word == "strict"
    let closed =
      isStrict
      ? ["/"]
      : word == "full"
        ? ["/usr", "/boot", "/efi", "/etc"] : protect?.flag == true ? ["/usr", "/boot", "/efi"] : []
    guard closed.contains(where: { Self.isInside(path, $0) }),
      !["/dev", "/proc", "/sys", "/tmp", "/var/tmp"].contains(where: { Self.isInside(path, $0) })
    else { return nil }
    let key = isDynamic ? "DynamicUser=yes" : "ProtectSystem=\(word)"
    let remedy = isDynamic ? "StateDirectory=ollama and a path below /var/lib/ollama" : "ReadWritePaths=\(path)"
    return [fact(variable, .unreachable, "\(key) makes it read-only; add \(remedy)")]
  }

  /// Why a path is closed by a key of its own.
  private func shut(_ path: String) -> String? {
    for key in program == nil ? ["ReadOnlyPaths", "InaccessiblePaths"] : ["InaccessiblePaths"] {
      let paths = unit.values(key, in: "Service").flatMap { found in
        found.layer.file.words(of: found.entry).map { String($0.raw.drop { "-+".contains($0) }) }
      }
      if let found = paths.first(where: { Self.isInside(path, $0) }), !isWritable(path), !isBound(path) {
        return "\(key)=\(found) blocks \(program == nil ? "writing" : "reading") there"
      }
    }
    return nil
  }

  /// The home of somebody else than the service's user, which others cannot enter (`HOME_MODE 0700` or `0750`).
  private func othersHome(_ variable: Variable, _ path: String) -> [Fact] {
    var parts = path.split(separator: "/").map(String.init)
    if parts.first == "root", let user, user != "root", user != "0" {
      return [fact(variable, .unreachable, "it is in root's home, and the service runs as \(user)")]
    }
    if parts.count > 3, parts[0] == "run", parts[1] == "media" { parts.removeFirst() }
    // Drives that a desktop mounts are below a folder that only their user may enter (udisks2, `udiskslinuxfilesystem.c`).
    let isDrive = parts.first == "media" && parts.count > 3
    guard parts.count > 2, parts[0] == "home" || isDrive,
      let user = user, user != parts[1], user != "root", user != "0", !parts[1].contains("ollama"),
      !parts[1].contains("share"), !parts[1].contains("data")
    else { return [] }
    let groups = unit.values("SupplementaryGroups", in: "Service") + unit.values("Group", in: "Service")
    guard !groups.contains(where: { $0.entry.value.split(separator: " ").contains { $0 == parts[1] } }) else {
      return []
    }
    let place =
      isDrive ? "it is on a drive that is mounted for \(parts[1])" : "it is in the home of \(parts[1])"
    return [fact(variable, .otherUser, "\(place), and the service runs as \(user)")]
  }

  /// The user that the service runs as: for a drop-in whose unit is not here, that of Ollama's installer and of the
  /// distributions' packages (`scripts/install.sh`; Arch and Fedora `ollama.service`).
  private var user: String? {
    if let written = unit.value("User", in: "Service") { return written.text }
    let isUsers = unit.layers.contains { $0.id.path.contains("systemd/user/") }
    return unit.isWhole || unit.stem != "ollama" || isUsers ? nil : "ollama"
  }

  /// Whether a path is one that the unit opens again.
  private func isWritable(_ path: String) -> Bool {
    let opened = unit.values("ReadWritePaths", in: "Service").flatMap {
      $0.layer.file.words(of: $0.entry).map { String($0.raw.drop { "-+".contains($0) }) }
    }
    if opened.contains(where: { Self.isInside(path, $0) || $0.contains("%") }) { return true }
    for (key, root) in [
      ("StateDirectory", "/var/lib"), ("CacheDirectory", "/var/cache"), ("LogsDirectory", "/var/log"),
      ("RuntimeDirectory", "/run"),
    ] {
      for found in unit.values(key, in: "Service") {
        for word in found.layer.file.words(of: found.entry) {
          let name = word.raw.prefix { $0 != ":" }
          if name.contains("%") || Self.isInside(path, "\(root)/\(name)") { return true }
        }
      }
    }
    return false
  }

  private func isBound(_ path: String) -> Bool {
    ["BindPaths", "BindReadOnlyPaths"].contains { key in
      unit.values(key, in: "Service").contains { found in
        found.layer.file.words(of: found.entry).contains { word in
          let parts = word.raw.drop { $0 == "-" }.split(separator: ":").map(String.init)
          return parts.contains { Self.isInside(path, $0) }
        }
      }
    }
  }

  private static func isInside(_ path: String, _ directory: String) -> Bool {
    directory == "/" || path == directory
      || path.hasPrefix(directory.hasSuffix("/") ? directory : directory + "/")
  }

  private func fact(_ variable: Variable, _ problem: ValueFault, _ consequence: String) -> Fact {
    SettingFact.make(
      ["path", variable.name], name: variable.name, value: variable.value, kind: "path", format: "systemd",
      problem: problem, consequence: consequence, counterpart: program, at: variable.valueAt, owner: owner)
  }
}
