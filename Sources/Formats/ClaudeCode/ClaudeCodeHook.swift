/// The tiers of Claude Code's models: one that names no model asks the server for one of Anthropic's.
struct ClaudeCodeHook: ClientHook {
  /// `$hook: VARIABLE-beside`: whether the other settings file of the same folder names the variable.
  ///
  /// Claude Code merges `settings.local.json`, which is for one person and not committed, over `settings.json`
  /// (Claude Code documentation, Settings).
  func holds(_ name: String, at scope: SettingsScope, in view: SettingsView) -> Bool {
    guard name.hasSuffix("-beside") else { return false }
    return isBeside(String(name.dropLast("-beside".count)), view)
  }

  private func isBeside(_ name: String, _ view: SettingsView) -> Bool {
    let document = view.tree.document
    guard document.id.embedding.isEmpty else { return false }
    let other =
      FileName(path: document.id.path).hasSuffix(".local.json") ? "settings.json" : "settings.local.json"
    guard let path = Path.join(document.directory, other), path != document.id.path,
      let source = view.workspace.source(at: path), source.bytes.count < 1 << 18
    else { return false }
    return source.string(source.range).contains("\"\(name)\"")
  }

  func add(
    to file: inout ClientFile, _ view: SettingsView, _ servers: [ClientReader.Server], _ choices: [ClientReader.Choice]
  ) {
    let tree = view.tree
    func isSet(_ name: String) -> Bool { tree["env", .key(name)] != nil || isBeside(name, view) }
    var missing = Self.tiers.filter { !isSet($0) }
    if isSet("ANTHROPIC_SMALL_FAST_MODEL") { missing.removeAll { $0.contains("HAIKU") } }
    // The main model is asked for in place of the larger two.
    if isSet("ANTHROPIC_MODEL") { missing.removeAll { !$0.contains("HAIKU") } }
    let names = file.facts.filter { $0.subject == .modelUse }.compactMap { $0.text(.name) }
    // The smallest tier takes what the next larger one has.
    guard let name = names.last, let first = missing.first,
      let place = tree.entry(["model"])?.key ?? tree.entry(["env", "ANTHROPIC_BASE_URL"])?.key
    else { return }
    file.addMissing(
      ["env", .key(first)], at: place, name: missing.joined(separator: ", "), kind: "tier", corrected: name)
  }
}
