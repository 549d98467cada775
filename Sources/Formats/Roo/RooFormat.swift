import Syntax
import Vocabulary

/// Roo Code's exported settings, which it can also import at its start.
///
/// Sources: RooCodeInc/Roo-Code `src/core/config/importExport.ts`, `packages/types/src/provider-settings.ts`,
/// `src/api/providers/native-ollama.ts`, 2026.
enum RooFormat: ClientFormat {
  static let name = "roo"

  static func hint(_ name: FileName) -> NameHint {
    guard name.hasSuffix(".json") else { return .no }
    return name.lowercased == "roo-code-settings.json"
      ? .certain : name.lowercased.contains("roo") ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    guard candidate.path.isEmpty || FileName(path: candidate.path).hasSuffix(".json") else { return .no }
    let head = String(decoding: candidate.head, as: UTF8.self)
    return head.contains("\"providerProfiles\"") && head.contains("\"apiConfigs\"") ? .byContent : .no
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .json }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    let base: [PathStep] = ["providerProfiles", "apiConfigs"]
    let local = tree.entries(base).compactMap(\.key.text).filter {
      tree[base + [.key($0), "apiProvider"]]?.text == "ollama"
    }
    guard !local.isEmpty else { return nil }
    var file = ClientFile(tree, program: "Roo Code", isOllama: true)
    for name in local { add(base + [.key(name)], to: &file) }
    return file
  }

  private static func add(_ path: [PathStep], to file: inout ClientFile) {
    let endpoint = file.addEndpoint(
      path + ["ollamaBaseUrl"], fallback: "http://localhost:11434",
      at: file.tree[path + ["apiProvider"]]?.range, api: "native", shape: .root)
    file.addUse(
      path, name: path + ["ollamaModelId"], api: "native", roles: ["agent"], endpoint: endpoint
    ) { use in
      use.tokens(.contextSent, path + ["ollamaNumCtx"])
      use.countsOn(
        nil, because: "Roo Code goes by what the model was trained for where ollamaNumCtx is not set")
    }
    if let node = file.tree[path + ["ollamaNumCtx"]], node.scalar != nil, (node.positive ?? 0) < 128 {
      file.addKey(
        path + ["ollamaNumCtx"], problem: "type",
        corrected: node.wholeNumber.flatMap { $0 < 128 ? nil : String($0) },
        expected: "a whole number of at least 128")
    }
    file.addMisspelt(
      in: path,
      known: [
        "ollamaModelId", "ollamaBaseUrl", "ollamaApiKey", "ollamaNumCtx", "apiProvider", "id",
        "modelTemperature",
        "rateLimitSeconds", "includeMaxTokens", "diffEnabled", "todoListEnabled", "fuzzyMatchThreshold",
        "consecutiveMistakeLimit", "enableReasoningEffort", "reasoningEffort", "modelMaxTokens",
        "modelMaxThinkingTokens", "verbosity",
      ],
      meant: [
        "ollamaApiOptionsCtxNum": "ollamaNumCtx", "numCtx": "ollamaNumCtx", "num_ctx": "ollamaNumCtx",
        "ollamaContextWindow": "ollamaNumCtx", "ollamaModel": "ollamaModelId", "ollamaUrl": "ollamaBaseUrl",
      ])
    file.addSecret(path + ["ollamaApiKey"])
  }
}
