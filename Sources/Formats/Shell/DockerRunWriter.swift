import Syntax
import Vocabulary

/// Writes the options of `docker run` lines.
struct DockerRunWriter: ContainerWriter {
  let script: ShellScript
  private let holes: [TextRange]
  let editor: ShellEditor
  private let volumes: Once<VolumeUses>

  /// - Parameters:
  ///   - holes: as ``DockerRun`` expects them.
  ///   - volumes: what all of the script's containers mount.
  init(_ script: ShellScript, holes: [TextRange], volumes: Once<VolumeUses>) {
    self.volumes = volumes
    self.script = script
    self.holes = holes
    editor = ShellEditor(script)
  }

  func container(at address: [String]) -> (container: DockerRun, rest: [String])? {
    guard address.count >= 2, address[0] == "run", let index = Int(address[1]),
      script.commands.indices.contains(index),
      let run = DockerRun(script.commands[index], in: script, holes: holes)
    else { return nil }
    return (run, Array(address.dropFirst(2)))
  }

  func edits(_ field: ContainerField, of run: DockerRun) -> [Edit]? {
    switch field {
    case .variable(let name, let value):
      let text = "\(name)=\(value)"
      if let option = environment(name, run) { return replaceValue(option, with: text) }
      return editor.insert("-e " + text, behind: run.verb)
    case .allGPUs: return gpu(run)
    case .restart(let policy):
      if let option = run.last("--restart") { return replaceValue(option, with: policy) }
      return editor.insert("--restart \(policy)", behind: run.verb)
    case .arguments(let change): return arguments(change, of: run)
    case .command(let words):
      guard let first = run.arguments.first, let last = run.arguments.last else { return nil }
      return [Edit(first.range.union(last.range), words.joined(separator: " "))]
    case .healthCheck(let words):
      return run.last("--health-cmd").flatMap { replaceValue($0, with: words.joined(separator: " ")) }
    case .mount(let volume, let directory):
      let name = run.containerName ?? ""
      let uses = volumes.value { VolumeUses(script, holes: holes) }
      guard let volume = uses.name(volume, on: directory, for: name), !volume.hasPrefix("-")
      else { return nil }
      return editor.insert("-v \(volume):\(directory)", behind: run.verb)
    case .hostEntry: return hostEntry(run)
    case .mountText(let index, let text):
      let options = run.all("--volume", "--mount", "--volumes-from")
      guard options.indices.contains(index), options[index].name == "--volume" else { return nil }
      return remount(options[index], as: text)
    case .unprivileged: return run.last("--privileged").flatMap { editor.remove($0.words) }
    case .portAddress(let port, let host): return published(port, run).flatMap { publish($0, on: host) }
    case .containerPort(let port, let number):
      guard let option = published(port, run), option.isWritten, let text = option.value else { return nil }
      return PortSpec.rewriting(text, containerPort: number).flatMap { replaceValue(option, with: $0) }
    case .value(let name, let text):
      return environment(name, run).flatMap { option -> [Edit]? in
        // The value alone, where it is written as it is.
        if let word = option.words.last, let old = option.value?.dropFirst(name.count + 1), !old.isEmpty,
          let place = script.source.string(word.range).firstRange(ofBytes: name + "=" + String(old)),
          ShellEditor.quoted(text, like: 0) == text
        {
          let offset = script.source.string(word.range)[..<place.lowerBound].utf8.count + name.utf8.count + 1
          let from = word.range.start + offset
          return [Edit(TextRange(from, from + old.utf8.count), text)]
        }
        return replaceValue(option, with: "\(name)=\(text)")
      }
    case .url(let name, let url):
      guard let option = environment(name, run) else {
        // What the shell puts together is not replaced by what it comes to: that may hold a password.
        guard !run.all("--env").contains(where: { $0.raw.prefix { $0 != "=" } == name }) else { return nil }
        return editor.insert("-e \(name)=\(ShellEditor.quoted(url, like: 0))", behind: run.verb)
      }
      return replaceValue(option, with: "\(name)=\(url)")
    case .urlHost(let name, let host):
      guard let option = environment(name, run), let text = option.value,
        let new = URLParts.replacingHost(in: String(text.dropFirst(name.count + 1)), with: host),
        let edits = replaceValue(option, with: "\(name)=\(new)")
      else { return nil }
      return neededEntry(for: host, run).map { edits + $0 }
    case .name(let old, let new):
      guard let option = environment(old, run), let text = option.value else { return nil }
      // The name alone, so that the value may be changed, too; quotes may end before the equals sign.
      if let word = option.words.last,
        let start = ["=", "'=", "\"="].lazy.compactMap({ sign in
          script.source.string(word.range).firstRange(ofBytes: old + sign)
        }).first
      {
        let offset = script.source.string(word.range)[..<start.lowerBound].utf8.count
        let from = word.range.start + offset
        return [Edit(TextRange(from, from + old.utf8.count), new)]
      }
      return replaceValue(option, with: new + text.dropFirst(old.count))
    case .noVariable(let name): return environment(name, run).flatMap { editor.remove($0.words) }
    case .renderDevice: return nil
    case .image(let text): return run.image.text == nil ? nil : editor.replace(run.image, with: text)
    }
  }

  func otherEdits(for change: Change) -> [Edit]? {
    // An entry that leads the host's name to the container itself.
    guard let (run, rest) = container(at: change.fact.address), rest.first == "extra_hosts", rest.count == 2,
      case .set(.status, .text(KeyStatus.known.rawValue)) = change.action
    else { return nil }
    return hostEntry(run)
  }

  /// The entry that `host.docker.internal` needs on Linux; Podman brings the name along.
  ///
  /// `nil` where the container shares another's names, or has no network.
  private func neededEntry(for host: String, _ run: DockerRun) -> [Edit]? {
    guard run.all("--network", "--net").allSatisfy({ NetworkNamespace.hasOwnNames(mode: $0.value) }) else { return nil }
    guard host == ContainerSpec.hostName, run.engine == .docker, !run.sharesHostNetwork,
      !run.hasUnknownOptions,
      !run.all("--add-host").contains(where: { ContainerSpec.isEntry($0.raw, of: host) })
    else { return [] }
    return hostEntry(run)
  }

  private func hostEntry(_ run: DockerRun) -> [Edit]? {
    let entry = ContainerSpec.hostName + ":host-gateway"
    if let option = run.all("--add-host").last(where: {
      ContainerSpec.isEntry($0.raw, of: ContainerSpec.hostName)
    }) {
      return replaceValue(option, with: entry)
    }
    return editor.insert("--add-host=" + entry, behind: run.verb)
  }

  private func environment(_ name: String, _ run: DockerRun) -> DockerRun.Option? {
    run.all("--env").last { $0.isWritten && $0.raw.prefix { $0 != "=" } == name }
  }

  private func published(_ index: Int, _ run: DockerRun) -> DockerRun.Option? {
    let options = run.all("--publish")
    return options.indices.contains(index) ? options[index] : nil
  }

  /// Rewrites a mapping; one that holds variables gets the address put before it, if it has none.
  private func publish(_ option: DockerRun.Option, on host: String) -> [Edit]? {
    if option.isWritten, let text = option.value {
      return PortSpec.rewriting(text, address: host).flatMap { replaceValue(option, with: $0) }
    }
    guard option.words.count == 2, let word = option.words.last else { return nil }
    let isSplitHere = word.parts.contains { part in
      if case .literal(let text) = part { text.contains(":") } else { false }
    }
    guard isSplitHere, let spec = PortSpec.parts(option.raw), spec.count == 2 else { return nil }
    let isQuoted = [0x22, 0x27].contains(script.source.byte(at: word.range.start))
    return [.insert(host + ":", at: word.range.start + (isQuoted ? 1 : 0))]
  }

  /// Another text of a mount; where variables are in it, only what is added at its end.
  private func remount(_ option: DockerRun.Option, as text: String) -> [Edit]? {
    if let edits = replaceValue(option, with: text) { return edits }
    guard option.isWritten, text.hasPrefix(option.raw), let word = option.words.last else { return nil }
    let last = script.source.byte(at: word.range.end - 1)
    let isQuoted = last == 0x22 || last == 0x27
    return [.insert(String(text.dropFirst(option.raw.count)), at: word.range.end - (isQuoted ? 1 : 0))]
  }

  /// The value inside its word, or the word that is the value.
  private func replaceValue(_ option: DockerRun.Option, with text: String) -> [Edit]? {
    guard option.isWritten, let word = option.words.last, let whole = word.text else { return nil }
    if option.words.count == 2 { return editor.replace(word, with: text) }
    guard let value = option.value, whole.hasSuffix(value) else { return nil }
    return editor.replace(word, with: whole.dropLast(value.count) + text)
  }

  private func gpu(_ run: DockerRun) -> [Edit]? {
    let flag = run.engine == .podman ? "--device nvidia.com/gpu=all" : "--gpus=all"
    if let option = run.last("--gpus"), let value = option.value, value.contains(","),
      let word = option.words.last
    {
      guard option.isWritten else { return nil }
      let head = option.words.count == 1 ? "--gpus " : ""
      return [Edit(word.range, head + "'\"\(value)\"'")]
    }
    // What follows the image moves in front of it.
    if let stray = run.arguments.firstIndex(where: { $0.text?.hasPrefix("--gpus") == true }) {
      var words = [run.arguments[stray]]
      if words[0].text == "--gpus", stray + 1 < run.arguments.count { words.append(run.arguments[stray + 1]) }
      guard let removed = editor.remove(words) else { return nil }
      return removed + editor.insert(words.compactMap(\.text).joined(separator: " "), behind: run.verb)
    }
    return editor.insert(flag, behind: run.verb)
  }
}
