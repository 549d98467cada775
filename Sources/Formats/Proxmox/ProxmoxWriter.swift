import Syntax
import Vocabulary

/// Writes changes into a machine or container of Proxmox VE or LXC.
struct ProxmoxWriter: ChangeWriter {
  private let file: SettingsFile
  private let kind: ProxmoxFormat.Kind
  private let editor: SettingsEditor

  init(_ file: SettingsFile, _ kind: ProxmoxFormat.Kind) {
    self.file = file
    self.kind = kind
    editor = SettingsEditor(file)
  }

  func edits(for change: Change) -> [Edit]? {
    switch (change.fact.subject, change.action) {
    case (.machine, .set(.cpu, .text(let model))): setFirst("cpu", "cputype", to: model)
    case (.machine, .set(.machineType, .text(let board))): setBoard(board)
    case (.machine, .set(.balloon, .text(let size))): editor.set("balloon", to: size)
    case (.machine, .remove(.nvidiaMissing)): passMissing()
    case (.device, .remove(.siblingMissing)): passWholeCard(change)
    case (.key, .set(.value, .text(let options))) where change.fact.address.first == "target":
      entry(change).flatMap { entry in
        var words = entry.value.split(separator: " ").map(String.init)
        guard words.count >= 4 else { return nil }
        words[3] = options
        return editor.replace(entry, with: words.joined(separator: " "))
      }
    case (.key, .set(.value, .text(let value))) where change.fact.address.first == "line":
      entry(change).flatMap { editor.replace($0, with: value) }
    case (.key, .set(.value, .text(let map))) where change.fact.address.first == "idmap":
      file.entries.first { $0.key == "lxc.idmap" }.map {
        [.insert("\($0.key)\($0.separator)\(map)\(file.source.newline)", at: file.source.lineStart(of: $0.range.start))]
      }
    case (.key, .set(.name, .text(let name))): entry(change).map { editor.rename($0, to: name) }
    default: nil
    }
  }

  /// A board with PCI Express, and the devices put onto it: without pcie=1 they stay on a conventional bus.
  private func setBoard(_ board: String) -> [Edit]? {
    guard var edits = setFirst("machine", "type", to: board) else { return nil }
    guard board.contains("q35") else { return edits }
    for entry in file.entries
    where ProxmoxMachine.isDevice(entry.key) && ProxmoxMachine.options(entry.value)["pcie"] == nil {
      edits.append(.insert(",pcie=1", at: entry.valueRange.end))
    }
    return edits
  }

  private func entry(_ change: Change) -> SettingsFile.Entry? {
    guard change.fact.address.count == 2, let index = Int(change.fact.address[1]),
      file.entries.indices.contains(index)
    else { return nil }
    return file.entries[index]
  }

  /// Replaces the part that may stand without its key, and leaves flags and other options alone.
  private func setFirst(_ key: String, _ name: String, to value: String) -> [Edit]? {
    guard let entry = file[key] else { return editor.set(key, to: value) }
    var isSet = false
    let parts = entry.value.split(separator: ",").map { part in
      if part.hasPrefix(name + "=") {
        isSet = true
        return name + "=" + value
      }
      guard !part.contains("="), !isSet else { return String(part) }
      isSet = true
      return value
    }
    return editor.replace(entry, with: (isSet ? parts : [value] + parts).joined(separator: ","))
  }

  /// `01:00.0` -> `01:00`: all functions.
  private func passWholeCard(_ change: Change) -> [Edit]? {
    guard let key = change.fact.address.first, let entry = file[key] else { return nil }
    let written = ProxmoxMachine.first(entry.value, called: "host")
    guard let dot = written.lastIndex(of: ".") else { return nil }
    let parts = entry.value.split(separator: ",").map { part in
      part.hasSuffix(written) ? part.dropLast(written.count) + written[..<dot] : part
    }
    return editor.replace(entry, with: parts.joined(separator: ","))
  }

  /// The driver's other files, passed as the card is. Where a mount would not be allowed to be used, Proxmox's own
  /// key does both; plain LXC has none.
  private func passMissing() -> [Edit]? {
    let devices = ContainerDevices(file)
    guard let card = devices.card, let last = devices.last else { return nil }
    if devices.style == .mount {
      let rest = card.value.split(separator: " ").dropFirst(2).joined(separator: " ")
      return editor.add(
        devices.missing.map { (card.key, "/dev/\($0) dev/\($0) \(rest)") }, behind: last)
    }
    guard kind == .container else { return nil }
    let used = file.entries.filter { ContainerDevices.isDevice($0.key) }.compactMap {
      Int($0.key.dropFirst(3))
    }
    let next = (used.max() ?? -1) + 1
    let options =
      ContainerDevices.isDevice(card.key)
      ? card.value.split(separator: ",").filter { $0.contains("=") && !$0.hasPrefix("path=") } : []
    let lines = devices.missing.enumerated().map { offset, name in
      ("dev\(next + offset)", (["/dev/" + name] + options.map(String.init)).joined(separator: ","))
    }
    if ContainerDevices.isDevice(card.key) { return editor.add(lines, behind: last) }
    guard let first = lines.first else { return nil }
    return lines.count == 1 ? editor.set(first.0, to: first.1) : addTogether(lines)
  }

  /// Several keys that belong at the same place go there as one edit.
  private func addTogether(_ lines: [(String, String)]) -> [Edit]? {
    guard let first = lines.first, let edit = editor.set(first.0, to: first.1)?.first else { return nil }
    let others = lines.dropFirst().map { "\($0.0): \($0.1)" }
    let isBefore = edit.text.hasSuffix(file.source.newline)
    let text = others.map { isBefore ? $0 + file.source.newline : file.source.newline + $0 }.joined()
    return [Edit(edit.range, edit.text + text)]
  }
}
