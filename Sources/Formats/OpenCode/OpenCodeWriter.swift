import Syntax
import Vocabulary

/// Writes changes into an OpenCode configuration.
struct OpenCodeWriter: ChangeWriter {
  private let config: OpenCodeConfig
  private let reader: OpenCodeReader
  private let editor: JSONEditor

  init(_ config: OpenCodeConfig, _ workspace: any Workspace) {
    self.config = config
    reader = OpenCodeReader(config, workspace)
    editor = JSONEditor(config.tree)
  }

  func edits(for change: Change) -> [Edit]? {
    switch change.fact.subject {
    case .endpoint: endpoint(change.fact.address, change.action)
    case .modelUse: use(change.fact.address, change.action)
    case .key: key(change.fact.address, change.action)
    case .client: client(change.action)
    case .secret: secret(change.fact.address, change.action)
    default: nil
    }
  }

  private func steps(_ path: [String]) -> [PathStep] { path.map(PathStep.key) }

  // MARK: Endpoints

  private func endpoint(_ address: [String], _ action: Change.Action) -> [Edit]? {
    guard let provider = config.providers.first(where: { $0.address == address }), let url = provider.url,
      let written = url.entry.value.text
    else { return nil }
    let path = steps(address + url.path)
    switch action {
    case .set(.url, .text(let text)): return editor.set(path, to: .string(text))
    case .set(.path, .text(let text)): return editor.set(path, to: .string(Self.url(written, path: text)))
    case .set(.host, .text(let host)): return editor.set(path, to: .string(Self.url(written, host: host)))
    default: return nil
    }
  }

  private static func url(_ text: String, host: String? = nil, path: String? = nil) -> String {
    let parts = URLParts(text)
    return (parts.scheme.isEmpty ? "http" : parts.scheme) + "://"
      + parts.authority(of: host ?? parts.host) + (path ?? parts.path)
  }

  // MARK: Uses

  private func use(_ address: [String], _ action: Change.Action) -> [Edit]? {
    guard address.count == 4, let node = config.tree.node(at: steps(address)) else { return nil }
    switch action {
    case .set(.contextStated, .integer(let tokens)):
      if node["limit"]?.entries != nil {
        return editor.set(steps(address + ["limit", "context"]), to: .integer(tokens))
      }
      // Without a limit an answer may have 32,000 tokens (`provider/transform.ts`, OUTPUT_TOKEN_MAX).
      let output = max(1, min(32000, tokens / 4))
      return editor.set(
        steps(address + ["limit"]),
        to: .mapping([.init("context", .integer(tokens)), .init("output", .integer(output))]))
    case .set(.outputStated, .integer(let tokens)):
      guard node["limit"]?.entries != nil else { return nil }
      return editor.set(steps(address + ["limit", "output"]), to: .integer(tokens))
    case .set(.toolOutput, .integer(let bytes)):
      return editor.set([.key("tool_output"), .key("max_bytes")], to: .integer(bytes))
    case .set(.tools, .flag(let flag)):
      let path = node["capabilities"]?["tools"] != nil ? ["capabilities", "tools"] : ["tool_call"]
      return editor.set(steps(address + path), to: .boolean(flag))
    case .set(.name, .text(let name)):
      for key in ["id", "modelID"] where node[key] != nil {
        return editor.set(steps(address + [key]), to: .string(name))
      }
      // Renaming a key that is chosen elsewhere would leave the choice behind.
      guard !reader.references.contains(where: { $0.model == address.last }) else { return nil }
      return editor.rename(steps(address), to: name)
    case .remove(.contextOption):
      if let option = reader.contextOption(in: node, address) {
        return remove(option.path, below: address)
      }
      let provider = Array(address.prefix(2))
      guard let outer = config.tree.node(at: steps(provider)),
        let option = reader.contextOption(in: outer, provider)
      else { return nil }
      return remove(option.path, below: provider)
    default: return nil
    }
  }

  /// Removes an option, and what would be left empty around it.
  private func remove(_ path: [String], below address: [String]) -> [Edit]? {
    var path = path
    while path.count > 1,
      config.tree.node(at: steps(address + path.dropLast()))?.entries?.count == 1
    {
      path.removeLast()
    }
    return editor.remove(steps(address + path))
  }

  // MARK: Keys

  private func key(_ address: [String], _ action: Change.Action) -> [Edit]? {
    guard let last = address.last, last != "" else { return nil }
    let path = steps(address)
    switch action {
    case .set(.value, .text(let text)):
      if last == "models" {
        return editor.set(path + [.key(text)], to: .mapping([.init("name", .string(text))]))
      }
      if last == "command", address.first == "mcp", text.hasPrefix("[\""), text.hasSuffix("\"]") {
        return editor.set(path, to: .list([.string(String(text.dropFirst(2).dropLast(2)))], flow: true))
      }
      return editor.set(path, to: value(text, of: last))
    case .set(.name, .text(let name)):
      guard name.contains(".") else { return rename(path, name) }
      return move(address, to: name)
    case .removeFact:
      if last == "disabled_providers" || last == "enabled_providers" { return nil }
      return editor.remove(path)
    default: return nil
    }
  }

  /// Numbers and flags are written as such, all else as text.
  private func value(_ text: String, of key: String) -> NewValue {
    let numbers: Set<String> = ["context", "output", "input", "timeout", "headerTimeout", "chunkTimeout"]
    let flags: Set<String> = ["tools", "tool_call", "reasoning", "attachment", "temperature"]
    if numbers.contains(key), let number = Int(text) { return .integer(number) }
    if flags.contains(key), text == "true" || text == "false" { return .boolean(text == "true") }
    return .string(text)
  }

  private func rename(_ path: [PathStep], _ name: String) -> [Edit]? {
    guard let parent = config.tree.node(at: Array(path.dropLast())) else { return nil }
    // A value that is there under the right name already wins, and the other says nothing. Of sections OpenCode joins what
    // both have.
    if let other = parent.entry(name) {
      let isSection = other.value.entries != nil || config.tree.node(at: path)?.entries != nil
      return isSection ? nil : editor.remove(path)
    }
    return editor.rename(path, to: name)
  }

  /// Moves a value into a section beside it: `baseURL` to `options.baseURL`.
  private func move(_ address: [String], to name: String) -> [Edit]? {
    let parts = name.split(separator: ".").map(String.init)
    guard parts.count == 2, let last = address.last,
      let parent = config.tree.node(at: steps(Array(address.dropLast()))), let entry = parent.entry(last),
      let text = entry.value.scalar, text.type != .null
    else { return nil }
    let value: NewValue =
      text.type == .integer ? Int(text.text).map(NewValue.integer) ?? .string(text.text) : .string(text.text)
    let section = Array(address.dropLast()) + [parts[0]]
    guard let target = parent[parts[0]] else {
      // The section takes the place of the key. A limit needs both of its numbers.
      var inner = "\"\(parts[1])\": \(config.document.source.string(entry.value.range))"
      if parts[0] == "limit" {
        guard parts[1] == "context", let tokens = entry.value.positive else { return nil }
        let written = parent.entries?.first {
          OpenCodeSchema.outputs.contains($0.key.text ?? "")
        }
        let output = written?.value.positive ?? max(1, min(8192, tokens / 4))
        inner += ", \"output\": \(output)"
        // What is written as the other limit takes its place beside this one.
        if let key = written?.key.text, let removal = editor.remove(steps(address.dropLast() + [key])) {
          return [Edit(entry.range, "\"\(parts[0])\": { \(inner) }")] + removal
        }
      }
      return [Edit(entry.range, "\"\(parts[0])\": { \(inner) }")]
    }
    guard target.entry(parts[1]) == nil, let removal = editor.remove(steps(address)),
      let addition = editor.set(steps(section + [parts[1]]), to: value)
    else { return nil }
    return removal + addition
  }

  // MARK: The client and secrets

  private func client(_ action: Change.Action) -> [Edit]? {
    guard case .remove(.telemetry) = action else { return nil }
    if config.root.entry("share") != nil { return editor.set([.key("share")], to: .string("manual")) }
    return editor.remove([.key("autoshare")])
  }

  private func secret(_ address: [String], _ action: Change.Action) -> [Edit]? {
    guard case .removeFact = action,
      let secret = OpenCodeSecret.all(in: config).first(where: { $0.address == address })
    else { return nil }
    return editor.set(secret.path, to: .string(secret.reference))
  }
}
