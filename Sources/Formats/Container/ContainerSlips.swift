import Knowledge
import Syntax
import Vocabulary

/// Mounts and entries of hosts files that no engine can use as they are written.
extension ContainerSpec {
  var slips: [Fact] {
    tildeMounts + unknownModes + foldersOfLinux + groupsOfImage + misspeltEntries + halfPorts + more
  }

  /// `command: ["--model", ...]` of a pod, which replaces the image's program (Kubernetes documentation, "Define a Command and
  /// Arguments for a Container").
  private var optionAsProgram: Fact? {
    guard let first = entrypoint?.first, first.hasPrefix("-") || isArgument(first), let at = program?.at ?? command?.at, isOwn(at),
      !id.document.isDocumentation
    else { return nil }
    return setting(
      ["option-as-program"], name: fact.text(.name) ?? "the container", value: first, kind: "option-as-program",
      problem: .notAllowed, at: at)
  }

  /// `command: ["serve"]` of a pod: what the image's own program is handed.
  private func isArgument(_ word: String) -> Bool {
    word == "serve" && image.build == nil && (image.name.isOllamas || EngineImage.of(image.name)?.name == "vLLM")
  }

  /// `127.0.0.1:11434`: with an address a mapping needs both ports (docker/go-connections `nat/nat.go`: "invalid hostPort").
  private var halfPorts: [Fact] {
    ports.compactMap { port in
      let parts = port.text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, isOwn(port.at), !id.document.isDocumentation,
        parts[0].split(separator: ".").count == 4, parts[0].allSatisfy({ $0.isNumber || $0 == "." }),
        let number = Int(parts[1].prefix { $0 != "/" })
      else { return nil }
      return SettingFact.make(
        port.id.address + ["half"], name: port.text, value: port.text, kind: "half-port", format: format,
        problem: .incomplete, corrected: "\(parts[0]):\(number):\(parts[1])", at: port.at, owner: id)
    }
  }

  private var more: [Fact] { repeatedVariables + [backgroundServer, optionAsProgram].compactMap { $0 } }

  /// `-e OLLAMA_KEEP_ALIVE=-1 -e OLLAMA_KEEP_ALIVE=12h`: the last one counts (docker/cli `opts/env.go`).
  private var repeatedVariables: [Fact] {
    guard format == "docker run", !id.document.isDocumentation else { return [] }
    let own = environment.variables.filter { isOwn($0.at) && $0.value != nil && $0.name.hasPrefix("OLLAMA_") }
    return Dictionary(grouping: own, by: \.name).sorted { $0.key < $1.key }.compactMap { name, all in
      guard let first = all.first, let last = all.last, let value = first.value, let counts = last.value, value != counts else {
        return nil
      }
      return SettingFact.make(
        FactID(.key, first.at.document, id.address + ["twice", name]), name: name, value: value, kind: "repeated-variable", format: format,
        problem: .duplicate, counterpart: counts, at: first.at, owner: id)
    }
  }

  /// `["sh", "-c", "ollama serve & ollama pull NAME"]`: the server ends with the line that started it.
  private var backgroundServer: Fact? {
    let words = (entrypoint ?? []) + (command?.value ?? [])
    guard id.subject == .server, !id.document.isDocumentation, let index = ShellLine.index(in: words) else { return nil }
    let script = ShellParser.parse(SourceText(words[index]))
    let blocked = BlockingServer(script)
    let server = BackgroundServer(script)
    let client = ClientBeforeServer(script)
    guard blocked != nil || server != nil || client != nil else { return nil }
    let range = index < entrypoint?.count ?? 0 ? program?.at ?? fact.range : command?.at ?? fact.range
    guard isOwn(range) else { return nil }
    let problem: ValueFault
    let name: String
    if let client, callsItself {
      (problem, name) = (.unreachable, client.name)
    } else if let blocked {
      (problem, name) = (.unreached, blocked.name)
    } else if server?.end != nil {
      (problem, name) = (.endsEarly, "wait")
    } else if let early = server?.tooEarly {
      (problem, name) = (.tooEarly, early.name)
    } else {
      return nil
    }
    return SettingFact.make(
      id.address + ["background"], name: name, kind: "command", format: "shell", problem: problem, at: range,
      owner: id)
  }

  /// Whether its commands call a server of its own, and not one that a variable names.
  private var callsItself: Bool {
    guard let host = environment.last("OLLAMA_HOST") else { return true }
    guard let text = host.value.map(OllamaVariable.trimmed) else { return false }
    let name = URLParts(text.contains("://") ? text : "ollama://" + text).host
    return name.isEmpty || HostNames.isLoopback(name) || name == "::" || name == "[::]"
  }

  /// `-v "~/models:/models"`: the engine takes what begins with a tilde for a volume's name, and refuses it.
  private var tildeMounts: [Fact] {
    mounts.enumerated().compactMap { index, mount in
      guard mount.hasQuotedTilde, isOwn(mount.at) else { return nil }
      return setting(
        ["tilde", String(index)], name: mount.written ?? "~/", kind: "mount", problem: .notExpanded, at: mount.at)
    }
  }

  /// `-v models:/data:/data`: what is third is the mode (moby, `volume/mounts/linux_parser.go`: "invalid mode"). Compose skips
  /// words that it does not know (compose-go, `format/volume.go`).
  private var unknownModes: [Fact] {
    guard format != "Compose", !id.document.isDocumentation else { return [] }
    return mounts.enumerated().compactMap { index, mount in
      guard isOwn(mount.at), let text = mount.written, !text.contains(where: { "$%<`[(".contains($0) }),
        let spec = VolumeSpec.parts(text), let source = spec.source,
        let mode = spec.options.first(where: { !VolumeSpec.modes.contains($0) && !$0.contains("=") })
      else { return nil }
      let isTwice = mode == spec.target
      return setting(
        ["mounts", String(index)], name: text, value: mode, kind: "mount-mode", problem: .notAllowed,
        corrected: isTwice ? VolumeSpec.text(source: source, target: spec.target, options: []) : nil, at: mount.at)
    }
  }

  /// `-v /opt/models:/root/.ollama` in a script of Windows: a folder in the virtual machine of Docker Desktop.
  private var foldersOfLinux: [Fact] {
    guard engine != .podman, FileName(path: id.document.path).hasSuffix(".bat", ".cmd", ".ps1"), !id.document.isDocumentation,
      !Self.callsElsewhere(workspace.source(at: id.document.path))
    else { return [] }
    return mounts.enumerated().compactMap { index, mount in
      guard isOwn(mount.at), let text = mount.written, let source = VolumeSpec.parts(text)?.source, source.hasPrefix("/"),
        let first = source.split(separator: "/").first, first.count > 1, !source.hasPrefix("//"),
        !VolumeSpec.foldersOfMachine.contains(String(first)), !source.hasSuffix(".sock")
      else { return nil }
      return setting(
        ["of-linux", String(index)], name: source, value: text, kind: "mount-of-linux", problem: .unreached,
        at: mount.at)
    }
  }

  /// `--group-add render` without root: the group of the image, which is never the host's (podman-run(1), --group-add).
  private var groupsOfImage: [Fact] {
    guard engine == .podman, isRootless, !groups.contains(where: { $0.value == nil || $0.value == "keep-groups" }),
      !id.document.isDocumentation,
      let group = groups.first(where: { ["render", "video"].contains($0.value) }), isOwn(group.at)
    else { return [] }
    return [
      setting(
        ["group-of-image"], name: fact.text(.name) ?? "the container", value: group.value, kind: "group-of-image",
        problem: .otherGroup, at: group.at)
    ]
  }

  /// Whether a script talks to an engine of another machine, or of a distribution of WSL.
  private static func callsElsewhere(_ source: SourceText?) -> Bool {
    guard let text = source.map({ $0.string($0.range) }) else { return false }
    // A script of PowerShell with this line is for other systems.
    if text.hasPrefix("#!") { return true }
    return elsewhere.contains(where: text.contains)
  }

  /// `host.docker.internal:host_gateway`: what is neither an address nor `host-gateway` is refused
  /// (docker/cli `opts/hosts.go`, ValidateExtraHost).
  private var misspeltEntries: [Fact] {
    extraHosts.compactMap { entry in
      guard let text = entry.value, isOwn(entry.at), !text.contains("$"),
        let split = text.firstIndex(where: { $0 == ":" || $0 == "=" }), split > text.startIndex
      else { return nil }
      let name = String(text[..<split])
      let address = text[text.index(after: split)...]
      guard let first = address.first, first.isLetter, !address.contains(":"), address != "host-gateway",
        Nearest.match(
          address.lowercased().replacing("_", with: "-"), among: Self.gateways) != nil
          || address == "localhost" || address.contains("gateway")
      else { return nil }
      return setting(
        ["extra_hosts", name], name: name, value: String(address), kind: "host-entry", problem: .notAnAddress,
        corrected: "host-gateway", at: entry.at)
    }
  }
}
