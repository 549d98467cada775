import Syntax
import Vocabulary

/// Options that a server does not have, because they are another server's or misspelt, for which it exits.
///
/// Sources: ggml-org/llama.cpp `common/arg.cpp` ("error: invalid argument"); vLLM `vllm/entrypoints/openai/cli_args.py` and
/// `vllm/engine/arg_utils.py` (argparse: "unrecognized arguments"; the beginning of an option counts as the option);
/// huggingface/text-generation-inference `launcher/src/main.rs`; sgl-project/sglang `python/sglang/srt/server_args.py`.
extension EngineImage {
  /// What to write instead, by what is written; empty where the server has nothing of the kind.
  var foreign: [String: String] {
    switch name {
    case Self.llamaServer: Self.notLlamas
    case "vLLM": Self.notVLLMs
    case "Text Generation Inference": Self.notTGIs
    case "SGLang": Self.notSGLangs
    default: [:]
    }
  }

  private static let notLlamas = [
    "--max-model-len": "--ctx-size", "--num-ctx": "--ctx-size", "--n-ctx": "--ctx-size", "--context-length": "--ctx-size",
    "--context-size": "--ctx-size", "--ctx": "--ctx-size", "--ctx-len": "--ctx-size", "--max-context": "--ctx-size",
    "--num-gpu-layers": "--n-gpu-layers", "--ngl": "-ngl", "--gpu-memory-utilization": "", "--dtype": "",
    "--tensor-parallel-size": "--tensor-split", "--served-model-name": "--alias", "--model-name": "--alias",
    "--max-tokens": "--n-predict", "--n-threads": "--threads", "--n-batch": "--batch-size", "--listen": "--host",
    "--bind": "--host", "--kv-cache-type": "--cache-type-k", "--cache-type": "--cache-type-k", "--model-path": "--model",
    "--num-parallel": "--parallel", "--n-parallel": "--parallel", "--quantization": "", "--trust-remote-code": "",
    "--flash-attention": "--flash-attn", "--temprature": "--temp", "--temperture": "--temp",
  ]
  private static let notVLLMs = [
    "--ctx-size": "--max-model-len", "--context-length": "--max-model-len", "--num-ctx": "--max-model-len",
    "--max-context-length": "--max-model-len", 
    "--max-total-tokens": "--max-model-len", "--max-length": "--max-model-len", "--max-model-length": "--max-model-len",
    "--n-gpu-layers": "", "--gpu-layers": "", "-ngl": "", "--num-gpus": "--tensor-parallel-size",
    "--num-shard": "--tensor-parallel-size", "--tp": "--tensor-parallel-size", "--tp-size": "--tensor-parallel-size",
    "--model-id": "--model", "--model-path": "--model", "--gpu-memory-utilisation": "--gpu-memory-utilization",
    "--gpu-utilization": "--gpu-memory-utilization", "--mem-fraction-static": "--gpu-memory-utilization",
    "--quantize": "--quantization", "--alias": "--served-model-name", "--huggingface-hub-cache": "--download-dir",
    "--hf-repo": "--model", "--enable-auto-tools": "--enable-auto-tool-choice",
  ]
  private static let notTGIs = [
    "--max-model-len": "--max-total-tokens", "--ctx-size": "--max-total-tokens", "--tensor-parallel-size": "--num-shard",
    "--gpu-memory-utilization": "--cuda-memory-fraction", "--quantization": "--quantize", "--served-model-name": "",
    "--host": "--hostname", "--download-dir": "--huggingface-hub-cache",
  ]
  private static let notSGLangs = [
    "--max-model-len": "--context-length", "--ctx-size": "--context-length",
    "--gpu-memory-utilization": "--mem-fraction-static", "--model-id": "--model-path",
    "--num-shard": "--tp-size", "--quantize": "--quantization", "--enable-auto-tool-choice": "",
  ]
}

extension EngineArguments {
  /// `--max-model-len` of llama-server, `--gpu-memory-utilzation`.
  var foreignOptions: [Mistake] {
    let known = engine.foreign
    guard !known.isEmpty else { return [] }
    return words.enumerated().compactMap { index, word in
      guard let text = word.text.map(EngineOption.hyphenated), EngineOption.isLong(text) || text == "-ngl" else { return nil }
      let name = String(text.prefix { $0 != "=" })
      guard let meant = known[name] ?? near(name) else { return nil }
      return Mistake(
        place: "engine-option-\(index)", kind: "engine-option", problem: .unknownWord, name: name,
        counterpart: engine.name, expected: meant.isEmpty ? nil : meant, at: word.at)
    }
  }

  /// The only long option that a word is one letter off; short ones have neighbours of their own.
  private func near(_ name: String) -> String? {
    guard name.utf8.count > 10, !engine.valued.contains(name), !Self.switches.contains(name) else { return nil }
    // What begins as an option does is the option.
    let all = engine.valued.union(Self.switches).filter { $0.hasPrefix("--") }
    guard !all.contains(where: { $0.hasPrefix(name) }) else { return nil }
    let near = all.filter { Nearest.isOneLetterOff(name, from: $0) }
    return near.count == 1 ? near.first : nil
  }

  /// Options without a value, which people misspell as well.
  private static let switches: Set<String> = [
    "--trust-remote-code", "--enable-auto-tool-choice", "--enforce-eager", "--enable-prefix-caching",
    "--enable-chunked-prefill", "--no-mmproj-offload", "--cont-batching", "--no-warmup", "--disable-custom-kernels",
    "--disable-log-requests", "--enable-lora", "--kv-offload", "--no-kv-offload", "--kv-unified",
  ]
}
