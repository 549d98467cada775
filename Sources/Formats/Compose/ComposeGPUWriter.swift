import Syntax

/// Gives a service all GPUs, or fixes the request that it already makes.
struct ComposeGPUWriter {
  private let file: ComposeFile
  private let editor: YAMLEditor
  private let service: Node
  private let path: [PathStep]
  private let usesShorthand: Bool

  /// - Parameter usesShorthand: whether the file requests GPUs by `gpus:`.
  init(_ file: ComposeFile, _ editor: YAMLEditor, _ name: String, _ service: Node, usesShorthand: Bool) {
    self.file = file
    self.editor = editor
    self.service = service
    self.usesShorthand = usesShorthand
    path = [.key("services"), .key(name)]
  }

  func edits() -> [Edit]? {
    if let edits = fixDevices() ?? fixReservation() ?? fixShorthand() ?? fixMisplaced() { return edits }
    guard let cleared = clearCommand() else { return nil }
    return request().map { cleared + $0 }
  }

  /// What `--gpus` in the command leaves of it; the container ends with "unknown flag" while it is there.
  private func clearCommand() -> [Edit]? {
    guard let command = value("command") else { return [] }
    let place = path + [.key("command")]
    let words =
      command.items?.map { file.tree.resolve($0).text ?? "" }
      ?? (command.text ?? "").split(separator: " ").map(String.init)
    guard let index = words.firstIndex(where: { $0.hasPrefix("--gpus") }) else { return [] }
    let length = words[index].contains("=") || words[index].contains(" ") ? 1 : 2
    let rest = Array(words[..<index] + words.dropFirst(index + length))
    if rest.isEmpty || rest == ["serve"] { return editor.remove(place) }
    return editor.set(
      place,
      to: command.items == nil
        ? .string(rest.joined(separator: " ")) : .list(rest.map { .string($0) }, flow: true))
  }

  private func request() -> [Edit]? {
    if usesShorthand { return editor.insert(key: "gpus", value: "all", into: path, after: nil) }
    return editor.set(
      path + [.key("deploy"), .key("resources"), .key("reservations"), .key("devices")],
      to: [Self.device])
  }

  /// `/dev/dri` in place of a request for NVIDIA's GPUs; `nil` where the request is not in this file.
  func passRenderDevice() -> [Edit]? {
    var edits: [Edit] = []
    for key in ["gpus", "runtime"] where value(key) != nil {
      guard let removed = editor.remove(path + [.key(key)]) else { return nil }
      edits += removed
    }
    let way = ["deploy", "resources", "reservations", "devices"]
    if value("deploy", "resources", "reservations", "devices") != nil {
      // Mappings that would be left empty go too.
      var depth = way.count
      while depth > 1, file.tree.value(at: way.prefix(depth - 1), in: service)?.entries?.count == 1 { depth -= 1 }
      guard let removed = editor.remove(path + way.prefix(depth).map { .key($0) }) else { return nil }
      edits += removed
    }
    guard !edits.isEmpty else { return nil }
    let item = NewValue.string("/dev/dri")
    let added =
      value("devices")?.items != nil
      ? editor.append(item, to: path + [.key("devices")])
      : editor.insert(key: "devices", value: [item], into: path, after: "image")
    return added.map { edits + $0 }
  }

  /// The request as Docker's own documentation writes it.
  static let device: NewValue = [
    "driver": "nvidia", "count": "all", "capabilities": .list(["gpu"], flow: true),
  ]

  private func value(_ keys: String...) -> Node? { file.tree.value(at: keys, in: service) }

  private func fixReservation() -> [Edit]? {
    let base = path + [.key("deploy"), .key("resources"), .key("reservations"), .key("devices")]
    guard let devices = value("deploy", "resources", "reservations", "devices") else { return nil }
    if devices.entries != nil { return editor.set(base, to: [Self.device]) }
    if let edits = joinDevices(base, devices.items ?? []) { return edits }
    var edits: [Edit] = []
    for (index, item) in (devices.items ?? []).enumerated() {
      let item = file.tree.resolve(item)
      guard item.entries != nil else { continue }
      let at = base + [.index(index)]
      if file.tree.value(of: "capabilities", in: item)?.items == nil {
        guard let fixed = editor.set(at + [.key("capabilities")], to: .list([.string("gpu")], flow: true))
        else { return nil }
        edits += fixed
      }
      if file.tree.value(of: "count", in: item) != nil, file.tree.value(of: "device_ids", in: item) != nil {
        guard let fixed = editor.remove(at + [.key("count")]) else { return nil }
        edits += fixed
      }
    }
    return edits.isEmpty ? nil : edits
  }

  /// One device that hyphens too many have made several of: `- driver: nvidia`, `- count: all`, `- capabilities: [gpu]`.
  private func joinDevices(_ base: [PathStep], _ items: [Node]) -> [Edit]? {
    let parts = items.map { file.tree.resolve($0).entries ?? [] }
    let keys = parts.flatMap { $0 }.compactMap(\.key.text)
    guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty }), Set(keys).count == keys.count, keys.contains("capabilities"),
      parts[0].allSatisfy({ $0.key.text != "capabilities" }),
      let capabilities = parts.last?.first(where: { $0.key.text == "capabilities" }),
      file.tree.resolve(capabilities.value).items != nil
    else { return nil }
    let lines = parts.flatMap { $0 }.compactMap { entry -> NewValue.Member? in
      let value = file.tree.resolve(entry.value)
      if let items = value.items {
        return entry.key.text.map { .init($0, .list(items.compactMap { file.tree.resolve($0).text }.map { .string($0) }, flow: true)) }
      }
      return entry.key.text.flatMap { key in value.text.map { .init(key, Int($0).map { .integer($0) } ?? .string($0)) } }
    }
    return lines.count == keys.count ? editor.set(base, to: [.mapping(lines)]) : nil
  }

  /// `dev/dri`, which is a path but for its first slash.
  private func fixDevices() -> [Edit]? {
    let edits = (value("devices")?.items ?? []).indices.compactMap { index -> [Edit]? in
      let place = path + [.key("devices"), .index(index)]
      guard let text = file.tree.node(at: place)?.text, ComposeGPU.lacksSlash(text) != nil else { return nil }
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { part in
        part.hasPrefix("dev/") ? "/" + part : String(part)
      }
      return editor.set(place, to: .string(parts.joined(separator: ":")))
    }.flatMap { $0 }
    return edits.isEmpty ? nil : edits
  }

  private func fixShorthand() -> [Edit]? {
    if let gpus = value("gpus"), gpus.items == nil {
      return editor.set(path + [.key("gpus")], to: "all")
    }
    guard let gpu = value("gpu"), value("gpus") == nil, gpu.entries == nil else { return nil }
    guard let renamed = editor.rename(path + [.key("gpu")], to: "gpus"),
      let set = gpu.text == "all" ? [] : editor.set(path + [.key("gpu")], to: "all")
    else { return nil }
    return renamed + set
  }

  private func fixMisplaced() -> [Edit]? {
    if let device = value("device"), device.items != nil, value("devices") == nil {
      return editor.rename(path + [.key("device")], to: "devices")
    }
    guard value("deploy", "resources", "limits", "devices") != nil,
      value("deploy", "resources", "reservations") == nil
    else { return nil }
    // With nothing else limited, the word itself is the whole mistake.
    let limits = path + [.key("deploy"), .key("resources"), .key("limits")]
    if value("deploy", "resources", "limits")?.entries?.count == 1 {
      return editor.rename(limits, to: "reservations")
    }
    guard let removed = editor.remove(limits + [.key("devices")]),
      let added = editor.set(
        path + [.key("deploy"), .key("resources"), .key("reservations"), .key("devices")],
        to: [Self.device])
    else { return nil }
    return removed + added
  }
}
