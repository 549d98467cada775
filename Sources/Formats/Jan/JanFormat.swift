import Syntax
import Vocabulary

/// Jan's `model.yml` of one model.
///
/// Sources: janhq/jan `extensions/llamacpp-extension/src`, `docs`, 2026.
enum JanFormat: ClientFormat {
  static let name = "jan"

  static func hint(_ name: FileName) -> NameHint {
    guard name.lowercased == "model.yml" else { return .no }
    return isConfigPath(name.path) ? .certain : .possible
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    let file = candidate.fileName.lowercased()
    guard file == "model.yml" || file == "model.yaml", isConfigPath(candidate.path) else { return .no }
    let head = String(decoding: candidate.head, as: UTF8.self)
    let outline = YAMLOutline(candidate.head)
    return outline.has("model_path") || outline.has("engine") && head.contains("llama-cpp") ? .byName : .no
  }

  /// `llamacpp/models/ID/model.yml` in Jan's data folder; `cortex` before mid-2025.
  private static func isConfigPath(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/").dropLast()
    return parts.contains("models")
      && (parts.contains("llamacpp") || parts.contains("cortex") || parts.contains("jan"))
  }

  /// What clients call the model: its folders below `models`.
  private static func modelName(_ path: String) -> String? {
    let parts = path.split(separator: "/").dropLast()
    guard let start = parts.lastIndex(of: "models"), start + 1 < parts.endIndex else { return nil }
    return parts[(start + 1)...].joined(separator: "/")
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .yaml }

  /// Keys of the engine before this one.
  private static let renamed = [
    "ctx_len": "ctx_size", "ngl": "n_gpu_layers", "prompt_template": "chat_template",
  ]
  private static let keys: Set<String> = [
    "model_path", "mmproj_path", "name", "size_bytes", "embedding", "ctx_size", "n_gpu_layers", "flash_attn",
    "cache_type_k", "cache_type_v", "parallel", "cont_batching", "batch_size", "ubatch_size", "cpu_moe",
    "n_cpu_moe",
    "no_kv_offload", "override_tensor", "mmproj_offload", "chat_template", "grammar", "pooling", "mtp",
    "mtp_layers",
    "mtp_model_path", "spec_type", "temperature", "top_k", "top_p", "min_p", "repeat_last_n",
    "repeat_penalty",
    "presence_penalty", "frequency_penalty", "mmproj_sha256", "mmproj_size_bytes", "model_sha256",
    "model_size_bytes",
  ]

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    guard tree.root.entries != nil else { return nil }
    var file = ClientFile(tree, program: "Jan", isOllama: false)
    // A file of the old engine throughout is one that Jan moves by itself.
    let isOld = tree["engine"] != nil && tree["model_path"] == nil
    for (old, new) in renamed.sorted(by: { $0.key < $1.key })
    where tree[.key(old)] != nil && tree[.key(new)] == nil {
      if !isOld { file.addKey([.key(old)], status: "deprecated", replacement: new) }
    }
    if !isOld {
      file.addMisspelt(
        in: [], known: keys,
        meant: ["num_ctx": "ctx_size", "context_length": "ctx_size", "n_ctx": "ctx_size"])
    }
    if let value = tree["cache_type_v"]?.text, !["f16", "bf16", "f32"].contains(value),
      tree["flash_attn"]?.text == "off"
    {
      file.addKey(["flash_attn"], problem: "conflict", corrected: "on", consequence: value, form: .quoted)
    }
    if !isOld, let name = modelName(tree.document.id.path), let first = tree.root.entries?.first?.key {
      // Zero is all that the model was trained for.
      if tree["ctx_size"]?.isZero != true, tree["ctx_len"] == nil {
        file.addModel(name, at: tree["name"] ?? first, context: ["ctx_size"])
      }
    }
    if let path = tree["model_path"]?.text, path.hasPrefix("/") {
      file.addKey(["model_path"], problem: "path-extra")
    }
    return file
  }
}
