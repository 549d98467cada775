import ClientDescription
import Syntax

/// A model of a Continue configuration, wherever it stands.
struct ContinueModel {
  let path: [PathStep]
  let provider: String
  /// What it is for, where its place in the file says so.
  let roles: [String]?

  /// The models that say where they come from; a block of the hub (`uses:`) says it elsewhere.
  static func all(in tree: SettingsTree) -> [ContinueModel] {
    let list = (tree["models"]?.items ?? []).indices.compactMap {
      ContinueModel(["models", .index($0)], roles: nil, in: tree)
    }
    return ContinueLegacy.isLegacy(tree) ? list + ContinueLegacy.models(in: tree) : list
  }

  init?(_ path: [PathStep], roles: [String]?, in tree: SettingsTree) {
    guard let provider = tree[path + ["provider"]]?.text else { return nil }
    self.path = path
    self.provider = provider
    self.roles = roles
  }

  /// Whether Continue asks Ollama by its own API, and so decides on the context.
  var isNative: Bool { provider == "ollama" }

  /// Whether it runs on a machine of the user's own.
  func isLocal(in tree: SettingsTree) -> Bool {
    if isNative { return true }
    guard ["openai", "lmstudio", "llama.cpp", "llamafile", "vllm"].contains(provider) else { return false }
    return tree[path + ["apiBase"]]?.text.map(LocalServer.isLocal) ?? (provider == "lmstudio")
  }

  /// What of the address Continue needs: it appends `api/chat` for Ollama, and `chat/completions` for those that are OpenAI's
  /// by inheritance (`core/llm/llms/OpenAI.ts`, `LMStudio.ts`, `Vllm.ts`).
  func shape(in tree: SettingsTree) -> AddressShape {
    switch provider {
    case "ollama": .root
    case "openai", "lmstudio", "vllm": .v1
    default: isOllama(in: tree) ? .v1 : .any
    }
  }

  func isOllama(in tree: SettingsTree) -> Bool {
    isNative || tree[path + ["apiBase"]]?.text.map(LocalServer.isOllama) ?? false
  }
}
