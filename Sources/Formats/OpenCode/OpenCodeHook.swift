import ClientDescription
import Syntax
import Vocabulary

/// What OpenCode makes of all its files together, of options that it sends on, and of credentials.
struct OpenCodeHook: ClientHook {
  /// OpenCode does not read its predecessor's file of the same name, nor other files in its own directory.
  func mayBeRead(_ document: Document, in workspace: any Workspace) -> Bool {
    let parts = FileName(path: document.id.path).parts
    if ["opencode.json", "opencode.jsonc"].contains(parts.last) { return true }
    return parts.last != ".opencode.json" && !parts.dropLast().contains(".opencode")
  }

  var judgesChoices: Bool { true }

  func holds(_ name: String, at scope: SettingsScope, in view: SettingsView) -> Bool {
    switch name {
    case "all-local": OpenCodeFile(view).isAllLocal
    case "address-elsewhere":
      OpenCodeFile.others(around: view.tree.document, in: view.workspace).contains {
        $0.servers(scope.names["server"] ?? "").contains { $0.scope.names["address"] != nil }
      }
    case "missing-file": isMissing(scope.names["value"] ?? "", view)
    default: false
    }
  }

  /// Whether `{file:PATH}` names a file that is not there.
  private func isMissing(_ text: String, _ view: SettingsView) -> Bool {
    let document = view.tree.document
    guard text.hasPrefix("{file:"), text.hasSuffix("}"), document.id.embedding.isEmpty,
      let file = Path.join(document.directory, String(text.dropFirst(6).dropLast()))
    else { return false }
    return view.workspace.kind(at: file) == .missing && !view.workspace.isIgnored(file)
  }

  func add(
    to file: inout ClientFile, _ view: SettingsView, _ servers: [ClientReader.Server], _ choices: [ClientReader.Choice]
  ) {
    let own = OpenCodeFile(view: view, servers: servers, choices: choices)
    OpenCodeChoices(own).add(to: &file)
    guard !own.local.isEmpty else { return }
    for server in own.local {
      addMissingModels(of: server, own, to: &file)
      addDisabled(server, own, to: &file)
      if server.isSecondVersion { addMisspelt(server, to: &file, view) }
    }
    OpenCodeUses(own).complete(in: &file)
    for secret in OpenCodeSecret.all(in: view.tree) {
      file.addSecret(secret.path, after: secret.prefix, replacement: secret.reference, isInside: true)
    }
  }

  /// Typos only: unknown keys of release 2 may be newer than this list.
  private func addMisspelt(_ server: ClientReader.Server, to file: inout ClientFile, _ view: SettingsView) {
    func add(_ path: [PathStep], _ known: Set<String>) {
      file.addMisspelt(in: path, known: known) { _ in "It is ignored, or an older release rejects the whole file" }
    }
    add([], OpenCodeSchema.top)
    add(server.scope.path, OpenCodeSchema.provider)
    for name in view.tree.entries(server.scope.path + ["models"]).compactMap(\.key.text) {
      add(server.scope.path + ["models", .key(name)], OpenCodeSchema.model)
    }
  }

  /// A provider that offers no model at all, and so is left out.
  private func addMissingModels(of server: ClientReader.Server, _ own: OpenCodeFile, to file: inout ClientFile) {
    let tree = file.tree
    let path = server.scope.path
    guard tree[path + ["models"]].map({ $0.entries?.isEmpty ?? false }) ?? true, !own.discoversModels(server),
      !own.others.contains(where: { !$0.models(of: server.id).isEmpty }), !server.isSecondVersion,
      !tree.document.id.isDocumentation, tree[path + ["disabled"]]?.flag != true,
      let key = tree.entry(path)?.key
    else { return }
    let chosen = own.choices.first { $0.provider == server.id && !$0.name.isEmpty }?.name
    // A maker's provider has the maker's models from models.dev, whatever its address; a tag is Ollama's.
    if OpenCodeSchema.makers.contains(server.id), chosen?.contains(":") != true { return }
    let brought = OpenCodeSchema.brought[server.id]
    if let chosen, brought?.contains(chosen) == true { return }
    // Only Ollama's own command shows Ollama's names.
    let url = server.isOllama ? nil : server.scope.names["address"]
    file.addMissing(
      path + ["models"], at: key, kind: CheckKind.providerModels.rawValue, corrected: chosen,
      expected: url.map { $0 + "/models" },
      consequence: brought.map { $0.joined(separator: ", ") }, counterpart: server.id)
  }

  /// A provider whose models are chosen, and that one of the lists leaves out.
  private func addDisabled(_ server: ClientReader.Server, _ own: OpenCodeFile, to file: inout ClientFile) {
    guard let list = own.listDisabling(server.id), own.choices.contains(where: { $0.provider == server.id })
    else { return }
    file.addKey([.key(list)], problem: .conflict, value: server.id)
  }

  // MARK: Writing

  func edits(for change: Change, in file: ClientFile) -> [Edit]?? {
    let path = change.fact.address.map(PathStep.key)
    let editor = file.tree.editor
    switch (change.fact.subject, change.action) {
    case (.modelUse, .set(.contextStated, .integer(let tokens))):
      guard file.tree[path + ["limit"]]?.entries == nil, file.tree[path]?.entries != nil else { return nil }
      // Without a limit an answer may have 32,000 tokens (`provider/transform.ts`, OUTPUT_TOKEN_MAX).
      let output = max(1, min(OpenCodeUses.mostReserved, tokens / 4))
      return editor.set(
        path + ["limit"],
        to: ["context": .integer(tokens), "output": .integer(output)])
    case (.modelUse, .remove(.contextOption)):
      guard var option = file.slots[change.fact]?[.contextOption]?.path else { return nil }
      // With it goes what would be left empty around it.
      let start = option.starts(with: path) ? path.count : 2
      while option.count > start + 1, file.tree[Array(option.dropLast())]?.entries?.count == 1 { option.removeLast() }
      return editor.remove(option)
    case (.key, .set(.value, .text(let name))) where change.fact.address.last == "models":
      return editor.set(path + [.key(name)], to: ["name": .string(name)])
    case (.key, .set(.name, .text(let name))) where name.contains("."):
      return .some(move(path, to: name, in: file.tree))
    default: return nil
    }
  }

  /// Moves a value into a section next to it: `baseURL` to `options.baseURL`.
  private func move(_ path: [PathStep], to name: String, in tree: SettingsTree) -> [Edit]? {
    let parts = name.split(separator: ".").map(String.init)
    let parent = Array(path.dropLast())
    guard parts.count == 2, let entry = tree.entry(path), let scalar = entry.value.scalar, scalar.type != .null
    else { return nil }
    let section = parent + [.key(parts[0])]
    guard tree[section] == nil else {
      let number = scalar.type == .integer ? Int(scalar.text) : nil
      guard tree.entry(section + [.key(parts[1])]) == nil, let removal = tree.editor.remove(path),
        let addition = tree.editor.set(
          section + [.key(parts[1])], to: number.map(NewValue.integer) ?? .string(scalar.text))
      else { return nil }
      return removal + addition
    }
    // The section takes the place of the key. A limit needs both of its numbers.
    let value = tree.document.source.string(entry.value.range)
    guard parts[0] == "limit" else { return [Edit(entry.range, "\"\(parts[0])\": { \"\(parts[1])\": \(value) }")] }
    guard parts[1] == "context", let tokens = entry.value.positive else { return nil }
    let written = tree[parent]?.entries?.first { OpenCodeSchema.outputs.contains($0.key.text ?? "") }
    let output = written?.value.positive ?? max(1, min(8192, tokens / 4))
    let edit = Edit(entry.range, "\"limit\": { \"context\": \(value), \"output\": \(output) }")
    // What is written as the other limit takes its place next to this one.
    return [edit] + (written?.key.text.flatMap { tree.editor.remove(parent + [.key($0)]) } ?? [])
  }
}
