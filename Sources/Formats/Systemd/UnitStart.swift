import Syntax
import Vocabulary

/// Whether a unit or a Quadlet is started when its machine boots.
///
/// Sources: `man systemd.unit` ([Install] Section Options), `man systemd.special` (default.target exists for users too,
/// multi-user.target does not), `man podman-systemd.unit` ("Enabling unit files").
struct UnitStart {
  let unit: Unit
  let owner: FactID
  let workspace: any Workspace

  var facts: [Fact] {
    guard unit.isWhole, let own = unit.layers.first, own.id.embedding.isEmpty, !own.id.isDocumentation,
      !unit.name.contains("@")
    else { return [] }
    let user =
      Self.isUsers(own.id.path) && own.id.path.hasSuffix(".service") ? unit.value("User", in: "Service") : nil
    let foreign =
      user.map { [fact("User", .notAllowed, value: $0.entry.value, at: $0.at, in: $0.layer)] } ?? []
    return foreign + starting(own) + [earlyCommand, systemUnit, relativePath].compactMap { $0 }
  }

  /// `Requires=docker.service` of a user's unit: a user's manager has no units of the system.
  private var systemUnit: Fact? {
    guard let own = unit.layers.first, Self.isUsers(own.id.path), own.id.path.hasSuffix(".service") else { return nil }
    for key in ["Requires", "BindsTo", "Requisite"] {
      for found in unit.values(key, in: "Unit") {
        guard let name = found.entry.value.split(separator: " ").first(where: Self.ofSystem.contains) else { continue }
        return fact(key, .unresolved, value: String(name), at: found.at, in: found.layer)
      }
    }
    return nil
  }

  /// A drop-in with an ExecStart of its own, which does not take back the unit's first: only Type=oneshot may have several
  /// (`man systemd.service`, ExecStart).
  static func second(_ unit: Unit, of owner: FactID) -> Fact? {
    let lines = unit.values("ExecStart", in: "Service")
    guard let last = lines.last, last.layer.id.embedding.isEmpty, !last.layer.id.isDocumentation,
      last.layer.id.path.contains(".service.d/"), unit.value("Type", in: "Service")?.text != "oneshot",
      unit.isWhole ? lines.count > 1 : lines.count == unit.layers.flatMap({ $0.file.entries("ExecStart", in: "Service") }).count
    else { return nil }
    return SettingFact.make(
      ["start", "second"], name: "ExecStart", value: last.text, kind: "exec", format: "systemd", problem: .several,
      at: last.at, owner: owner)
  }

  /// `EnvironmentFile=~/ollama.env`, `WorkingDirectory=~/llama.cpp`
  private var relativePath: Fact? {
    for (key, consequence) in Self.absolute.sorted(by: { $0.key < $1.key }) {
      for found in unit.values(key, in: "Service") {
        let path = found.entry.value.drop { $0 == "-" || $0 == "\"" }
        // With a leading hyphen, systemd skips the directory and logs it.
        let isPassedOver = key == "WorkingDirectory" && found.entry.value.hasPrefix("-")
        guard let first = path.first, first != "/", first != "%", path != "~", !isPassedOver, !found.layer.isComputed(found.entry.range)
        else { continue }
        return SettingFact.make(
          ["start", key], name: key, value: String(path), kind: "path", format: "systemd",
          problem: first == "~" || first == "$" ? .notExpanded : .relative, consequence: consequence, at: found.at,
          owner: owner)
      }
    }
    return nil
  }

  /// `ExecStartPost=/usr/local/bin/ollama pull NAME`, which systemd runs as soon as the server's process is there
  /// (`man systemd.service`, ExecStartPost).
  private var earlyCommand: Fact? {
    let posts = unit.values("ExecStartPost", in: "Service")
    guard let first = posts.first, let text = first.text, unit.value("Type", in: "Service")?.text != "notify"
    else { return nil }
    let words = text.drop { "-+@!:".contains($0) }.split(separator: " ").map(String.init)
    guard words.count > 1, words[0].split(separator: "/").last == "ollama",
      ["pull", "run", "create"].contains(words[1])
    else { return nil }
    return SettingFact.make(
      ["start", "early"], name: "ollama \(words[1])", kind: "command", format: "systemd", problem: .tooEarly,
      at: first.at, owner: owner)
  }

  private func starting(_ own: Unit.Layer) -> [Fact] {
    let targets = unit.values("WantedBy", in: "Install") + unit.values("RequiredBy", in: "Install")
    let named = targets.flatMap { $0.entry.value.split(separator: " ") }
    if let wrong = targets.first(where: { Self.meant(by: $0.entry.value) != nil }), targets.count == 1 {
      return [
        fact(wrong.entry.key, .unknownWord, value: wrong.entry.value, at: wrong.at, in: wrong.layer, Self.meant(by: wrong.entry.value))
      ]
    }
    if !named.contains("default.target"),
      let wrong = targets.first(where: { $0.entry.value.split(separator: " ").contains("multi-user.target") })
    {
      guard Self.isUsers(own.id.path) || isRootless else { return [] }
      var start = fact(wrong.entry.key, .noTarget, value: wrong.entry.value, at: wrong.at, in: wrong.layer)
      if ["systemd/users/", "systemd/user/"].contains(where: ("/" + own.id.path).contains),
        own.id.path.contains("etc/") || own.id.path.contains("usr/")
      {
        start.infer(.forAllUsers, true)
      }
      return [start]
    }
    let others = ["Also", "Alias", "UpheldBy"].contains { unit.value($0, in: "Install") != nil }
    // A section that is commented out is a decision.
    let text = own.file.source.string(own.file.source.range)
    let isLeftOut = text.split(whereSeparator: \.isNewline).contains { line in
      line.first == "#" && (line.contains("[Install]") || line.contains("WantedBy"))
    }
    guard targets.isEmpty, !others, !isLeftOut, !isStartedElsewhere(own.id.path) else { return [] }
    let place = own.file.sections.first.map { own.at($0.range) } ?? own.at(TextRange(at: 0))
    return [fact("[Install]", .neverStarts, value: nil, at: place, in: own)]
  }

  /// Whether only a user's own Podman takes the container (podman-run(1), `--userns`: keep-id "is not allowed for containers
  /// created by the root user").
  private var isRootless: Bool {
    ["UserNS", "RemapUsers", "PodmanArgs"].contains { key in
      unit.values(key, in: QuadletContainer.section).contains { $0.entry.value.contains("keep-id") }
    }
  }

  /// The target that one was meant to be: `multiuser.target`.
  private static func meant(by value: String) -> String? {
    guard value.hasSuffix(".target"), !value.contains(" "), !value.contains("%"), !targets.contains(value) else { return nil }
    return targets.first { Nearest.isOneLetterOff(value, from: $0) }
      ?? (["multi.user.target", "multi_user.target", "multiusers.target"].contains(value) ? "multi-user.target" : nil)
  }

  /// The folders of a user's own manager.
  private static func isUsers(_ path: String) -> Bool {
    let path = "/" + Path.deployed(path)
    return [
      "/.config/systemd/user/", "/systemd/user/", "/.config/containers/systemd/",
      "/containers/systemd/users/",
    ]
    .contains(where: path.contains)
  }

  /// A pod, a timer, a socket, or another unit with `Wants=` starts it.
  private func isStartedElsewhere(_ path: String) -> Bool {
    if unit.value("Pod", in: "Container") != nil { return true }
    let stem = String(unit.name.prefix { $0 != "." })
    let directory = Path.directory(of: path)
    if workspace.names(in: directory).contains(where: { $0 == stem + ".timer" || $0 == stem + ".socket" }) {
      return true
    }
    return [".service", ".container"].contains { UnitMentions.name(stem + $0, besides: path, in: workspace) }
  }

  private func fact(
    _ name: String, _ problem: ValueFault, value: String?, at range: SourceRange, in layer: Unit.Layer,
    _ corrected: String? = nil
  ) -> Fact {
    SettingFact.make(
      FactID(.key, layer.id, ["start", problem.rawValue]), name: name, value: value, kind: "start",
      format: FileName(path: layer.id.path).hasSuffix(".container", ".pod", ".kube") ? "Quadlet" : "systemd",
      problem: problem, corrected: corrected, at: range, owner: owner)
  }
}
