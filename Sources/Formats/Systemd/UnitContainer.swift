import Syntax
import Vocabulary

/// The `docker run` line of a unit, read as the shell reader reads it, byte for byte where it stands.
struct UnitContainer {
  /// All of the unit but the command blanked out, so that every range is one of the unit's own.
  let script: ShellScript
  let document: Document

  init(_ found: Unit.Found) {
    let source = found.layer.file.source
    let value = found.entry.valueRange
    let comments = found.layer.file.comments.filter { value.contains($0) }
    var bytes = source.bytes
    let variables = Self.variables(found.layer.file)
    for i in bytes.indices
    where !value.contains(i) && bytes[i] != 0x0A && bytes[i] != 0x0D
      && !variables.contains(where: { $0.contains(i) })
    {
      bytes[i] = 0x20
    }
    // Skip comments inside continued commands.
    for comment in comments {
      for i in comment.start..<source.behindNewline(at: comment.end) { bytes[i] = 0x20 }
    }
    var i = value.start
    while i < value.end, "-@:+!|".utf8.contains(bytes[i]) {
      bytes[i] = 0x20
      i += 1
    }
    Self.unwrap(from: i, to: value.end, &bytes)
    script = ShellParser.parse(SourceText(bytes))
    document = Document(
      id: found.layer.id, source: source, holes: found.layer.holes + Self.specifiers(in: value, of: source))
  }

  /// The plain assignments of `Environment=`, which systemd fills in for `${NAME}` as a shell does.
  private static func variables(_ file: INIFile) -> [TextRange] {
    file.entries("Environment", in: "Service").compactMap { entry in
      let bytes = file.source.slice(entry.valueRange)
      let isPlain = !bytes.contains { [0x20, 0x09, 0x22, 0x27, 0x5C, 0x25, 0x0A].contains($0) }
      return isPlain && bytes.contains(0x3D) ? entry.valueRange : nil
    }
  }

  /// `/bin/sh -c '...'` becomes what is in the quotes.
  private static func unwrap(from start: Int, to end: Int, _ bytes: inout [UInt8]) {
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    guard let program = text.split(separator: " ").first?.split(separator: "/").last,
      ["sh", "bash"].contains(program), let option = text.firstRange(ofBytes: "-c ")
    else { return }
    let inner = start + text[..<option.upperBound].utf8.count
    guard let open = (inner..<end).first(where: { bytes[$0] != 0x20 }), [0x22, 0x27].contains(bytes[open]),
      let close = (open + 1..<end).last(where: { bytes[$0] == bytes[open] })
    else { return }
    for i in start...open { bytes[i] = 0x20 }
    bytes[close] = 0x20
  }

  /// `%n` and its like, which the manager replaces.
  private static func specifiers(in range: TextRange, of source: SourceText) -> [TextRange] {
    var found: [TextRange] = []
    var i = range.start
    while i + 1 < range.end {
      if source.byte(at: i) == 0x25 {
        if source.byte(at: i + 1) != 0x25 { found.append(TextRange(i, i + 2)) }
        i += 1
      }
      i += 1
    }
    return found
  }

  /// What the line starts: an Ollama server, a client of one, or nothing that matters here.
  func facts(of unit: Unit, in workspace: any Workspace) -> [Fact] {
    let facts = ShellFormat.containers(script, document, in: workspace, isService: true).map { adapted($0, unit) }
    guard !facts.isEmpty else { return [] }
    let detached = detached(unit)
    return facts + (detached.isEmpty ? leftOver(unit) + withTerminal(unit) : detached)
  }

  /// A container with a fixed name that nothing removes: the next start finds the name taken (docker/cli
  /// `docs/reference/commandline/container_run.md`: --rm, --name).
  private func leftOver(_ unit: Unit) -> [Fact] {
    let others = ["ExecStartPre", "ExecStop", "ExecStopPost"].flatMap { unit.values($0, in: "Service") }
    guard unit.isWhole, !document.id.isDocumentation,
      unit.value("Restart", in: "Service")?.entry.value ?? "no" != "no",
      !others.contains(where: { $0.entry.value.contains(" rm ") || $0.entry.value.contains("--rm") }),
      let run = script.commands.lazy.compactMap({ DockerRun($0, in: script, holes: document.holes) }).first,
      run.verb.text == "run", let name = run.last("--name"), let value = name.value,
      run.last("--rm") == nil, run.last("--replace") == nil, !run.hasUnknownOptions
    else { return [] }
    return [
      SettingFact.make(
        ["Service", "left-over"], name: "ExecStart", value: value, kind: "exec", format: "systemd",
        problem: .notAllowed,
        consequence: "without --rm the container named \(value) is still there at the second start",
        corrected: "\(run.engine.rawValue) run --rm", at: document.at(name.valueRange))
    ]
  }

  /// `docker run -d` returns when the container has started, which ends a service without RemainAfterExit.
  private func detached(_ unit: Unit) -> [Fact] {
    let types = ["forking", "oneshot", "notify"]
    guard unit.isWhole, !document.id.isDocumentation,
      unit.value("Type", in: "Service").map({ types.contains($0.entry.value) }) != true,
      unit.value("RemainAfterExit", in: "Service") == nil, unit.value("PIDFile", in: "Service") == nil,
      isEndedOrRepeated(unit),
      let run = script.commands.lazy.compactMap({ DockerRun($0, in: script, holes: document.holes) }).first,
      let option = run.last("--detach"), let word = option.words.first
    else { return [] }
    return [
      SettingFact.make(
        ["Service", "detached"], name: "ExecStart", value: "-d", kind: "exec", format: "systemd",
        problem: .notAllowed,
        consequence: "with -d, \(run.engine.rawValue) run returns at once, and systemd considers the service stopped",
        corrected: "\(run.engine.rawValue) run without -d, and with --rm", at: document.at(word.range))
    ]
  }

  /// `docker run -it`: a unit has no terminal, without which Docker refuses to start (docker/cli `cli/streams/in.go`, CheckTTY).
  private func withTerminal(_ unit: Unit) -> [Fact] {
    guard unit.isWhole, !document.id.isDocumentation,
      unit.value("StandardInput", in: "Service") == nil, unit.value("TTYPath", in: "Service") == nil,
      let run = script.commands.lazy.compactMap({ DockerRun($0, in: script, holes: document.holes) }).first,
      run.engine == .docker, run.verb.text == "run", run.last("--detach") == nil, !run.hasUnknownOptions,
      run.last("--interactive") != nil, let option = run.last("--tty"), let word = option.words.first, option.isWritten
    else { return [] }
    let text = document.source.string(word.range)
    return [
      SettingFact.make(
        ["Service", "terminal"], name: "ExecStart", value: text, kind: "exec", format: "systemd",
        problem: .notAllowed,
        consequence: "docker run \(text) needs a terminal, which a unit does not have (the input device is not a TTY)",
        corrected: "docker run without \(text)", at: document.at(word.range))
    ]
  }

  /// The word by which it asks for a terminal, where that is all it says.
  var terminalWord: TextRange? {
    let run = script.commands.lazy.compactMap { DockerRun($0, in: script, holes: document.holes) }.first
    guard let word = run?.last("--tty")?.words.first, ["-it", "-ti", "-t", "--tty"].contains(document.source.string(word.range))
    else { return nil }
    return word.range
  }

  /// Whether a command that has returned is run again, or followed by one that stops the container: without either, the
  /// container goes on, though its service is over (`man systemd.service`, Restart= and ExecStop=).
  private func isEndedOrRepeated(_ unit: Unit) -> Bool {
    let restart = unit.value("Restart", in: "Service")?.entry.value ?? "no"
    return ["always", "on-success"].contains(restart)
      || ["ExecStop", "ExecStopPost"].contains { key in
        unit.values(key, in: "Service").contains {
          $0.entry.value.contains(" stop ") || $0.entry.value.contains(" rm ")
        }
      }
  }

  /// systemd starts the container again, and gives it a name where the line leaves that to it.
  private func adapted(_ fact: Fact, _ unit: Unit) -> Fact {
    var fact = fact
    if fact.text(.name) == "the container" || (fact.has(.name) && fact.text(.name) == nil) {
      fact.infer(.name, .text(unit.stem))
    }
    guard fact.subject == .server else { return fact }
    fact.attributes[.temporary] = nil
    fact.infer(.unit, .text(unit.name))
    if fact.text(.restart) ?? "no" == "no", let restart = unit.value("Restart", in: "Service") {
      fact.write(.restart, restart.text.map(Value.text), at: restart.at)
    }
    if fact[.gpu] == .noGPU, !fact.has(.gpuIntended), let purpose = UnitPurpose.reason(for: unit) {
      fact.infer(.gpuIntended, .text(purpose.message), because: [purpose])
    }
    return fact
  }
}
