import Syntax
import Vocabulary

/// Claude Code's settings, where they lead to a server of one's own.
///
/// Sources: ollama/ollama `cmd/launch/claude.go`; Claude Code's published settings schema, 2026.
enum ClaudeCodeFormat: ClientFormat {
  static let name = "claude-code"

  static func hint(_ name: FileName) -> NameHint {
    guard name.hasSuffix(".json") else { return .no }
    return isConfigPath(name.path) ? .certain : name.lowercased.contains("settings") ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    if isConfigPath(candidate.path) { return .byName }
    guard candidate.path.isEmpty || FileName(path: candidate.path).hasSuffix(".json") else { return .no }
    let head = String(decoding: candidate.head, as: UTF8.self)
    return head.contains("\"ANTHROPIC_BASE_URL\"") && head.contains("\"env\"") ? .byContent : .no
  }

  private static func isConfigPath(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/")
    guard let file = parts.last else { return false }
    if file == "managed-settings.json" { return true }
    return parts.dropLast().last == ".claude" && (file == "settings.json" || file == "settings.local.json")
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .json }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    guard let url = tree["env", "ANTHROPIC_BASE_URL"]?.text, LocalServer.isOllama(url) else { return nil }
    return ClaudeCodeReader(tree: tree).file()
  }
}

/// Reads the variables that Claude Code is given.
private struct ClaudeCodeReader {
  let tree: SettingsTree

  /// What Claude Code goes by where CLAUDE_CODE_AUTO_COMPACT_WINDOW is not set (ollama/ollama issue 17717).
  private static let assumedContext = 200_000

  /// The places that name a model, the first ones for the main loop.
  private static let models = [
    "ANTHROPIC_MODEL", "ANTHROPIC_DEFAULT_OPUS_MODEL", "ANTHROPIC_DEFAULT_SONNET_MODEL",
    "ANTHROPIC_DEFAULT_HAIKU_MODEL", "CLAUDE_CODE_SUBAGENT_MODEL", "ANTHROPIC_SMALL_FAST_MODEL",
  ]
  private static let tiers = [
    "ANTHROPIC_DEFAULT_OPUS_MODEL", "ANTHROPIC_DEFAULT_SONNET_MODEL", "ANTHROPIC_DEFAULT_HAIKU_MODEL",
  ]
  private static let aliases: Set<String> = ["opus", "sonnet", "haiku", "default", "opusplan", "best"]

  func file() -> ClientFile {
    var file = ClientFile(tree, program: "Claude Code", isOllama: true)
    let endpoint = file.addEndpoint(["env", "ANTHROPIC_BASE_URL"], api: "anthropic", shape: .root)
    var named: Set<String> = []
    for path in [["model"]] + Self.models.map({ ["env", PathStep.key($0)] }) {
      guard let name = tree[path]?.text, !Self.aliases.contains(name), named.insert(name).inserted else {
        continue
      }
      let isSmall = path.count > 1 && ["HAIKU", "SMALL"].contains { path.address[1].contains($0) }
      file.addUse(
        path, name: path, api: "anthropic", roles: isSmall && named.count > 1 ? ["title"] : ["agent"],
        endpoint: endpoint
      ) { use in
        use.tokens(.contextStated, ["env", "CLAUDE_CODE_AUTO_COMPACT_WINDOW"], form: .quoted)
        use.countsOn(
          Self.assumedContext,
          because: "Claude Code takes a model that it does not know for one of \(Self.assumedContext) tokens")
      }
    }
    addKeys(named, to: &file)
    return file
  }

  private func addKeys(_ named: Set<String>, to file: inout ClientFile) {
    for entry in tree.entries(["env"]) {
      guard let name = entry.key.text, let scalar = entry.value.scalar,
        scalar.type == .integer || scalar.type == .boolean || scalar.type == .float
      else { continue }
      file.addKey(
        ["env", .key(name)], problem: "type", corrected: "\"\(scalar.text)\"", expected: "text in quotes",
        form: .quoted)
    }
    let hasToken = tree["env", "ANTHROPIC_AUTH_TOKEN"]?.text?.isEmpty == false
    let hasKey = tree["env", "ANTHROPIC_API_KEY"]?.text?.isEmpty == false
    if !hasToken, !hasKey, tree["apiKeyHelper"] == nil,
      let url = tree.entry(["env", "ANTHROPIC_BASE_URL"])?.key
    {
      file.addMissing(["env", "ANTHROPIC_AUTH_TOKEN"], at: url, corrected: "ollama")
    }
    file.addSecret(["env", "ANTHROPIC_API_KEY"])
    file.addSecret(["env", "ANTHROPIC_AUTH_TOKEN"])
    addTiers(named, to: &file)
    let header: [PathStep] = ["env", "CLAUDE_CODE_ATTRIBUTION_HEADER"]
    if !named.isEmpty, tree[header] == nil, let url = tree.entry(["env", "ANTHROPIC_BASE_URL"])?.key {
      file.addMissing(header, at: url, kind: "cache", corrected: "0", form: .quoted)
    }
  }

  /// A tier that names no model asks the server for one of Anthropic's.
  private func addTiers(_ named: Set<String>, to file: inout ClientFile) {
    let covered: Set<String> =
      tree["env", "ANTHROPIC_SMALL_FAST_MODEL"] == nil ? [] : ["ANTHROPIC_DEFAULT_HAIKU_MODEL"]
    var missing = Self.tiers.filter { tree["env", .key($0)] == nil && !covered.contains($0) }
    // The main model is asked for in place of the larger two.
    if tree["env", "ANTHROPIC_MODEL"] != nil { missing.removeAll { !$0.contains("HAIKU") } }
    guard named.count == 1, let only = named.first, let first = missing.first,
      let place = tree.entry(["model"])?.key ?? tree.entry(["env", "ANTHROPIC_BASE_URL"])?.key
    else { return }
    file.addMissing(
      ["env", .key(first)], at: place, name: missing.joined(separator: ", "), kind: "tier", corrected: only)
  }
}
