import Syntax

/// A quick look at bytes, before anything is parsed: can they concern a local model at all?
public enum Relevance {
  private static let ollama = FoldedNeedle("ollama")
  private static let all = FoldedNeedles([
    "ollama", "11434", "lmstudio", "lm-studio", "lm_studio", "lms load", "open-webui/open-webui",
    "localhost:1234", "127.0.0.1:1234",
    // llama-server and llama-swap.
    "litellm_params", "berriai/litellm", "gptel-make-openai", "gen.nvim", "openai_fim_compatible", "llama-s", "//open-webui",
    "ggml-org/llama.cpp", "ggerganov/llama.cpp", "ipex-llm",
    // Settings on a command line, whatever server they name.
    "huggingface-cli ", "--openai-api-base", "model_providers.", "anthropic_base_url", "hsa_override_gfx_version",
    "docker.internal:1234", "vllm-openai", "text-generation-inference",
    "text-embeddings-inference", "lmsysorg/sglang", "tabbyml/tabby", "vllm serve", "vllm.entrypoints",
    "vllm-cpu-release", "nvidia/vllm", "rhaiis/vllm", "sglang.launch_server", "n-gpu-layers", "llama-cpp-python", "llama_cpp", "load-on-startup", "backend: llama-cpp", "backend: \"llama-cpp", "backend\": \"llama-cpp",
    "parameters:\n  model: ",
  ])

  public static func isRelevant(_ bytes: [UInt8]) -> Bool { all.occur(in: bytes) }

  /// The same for a file of that name: what describes a machine may be about models without naming Ollama.
  public static func isRelevant(_ bytes: [UInt8], in name: FileName) -> Bool {
    if isRelevant(bytes) { return true }
    // Programs with an OpenAI client name neither a server nor its maker.
    if DotenvFormat.hint(name) > .no, clients.occur(in: bytes), namesLocalServer(bytes) { return true }
    // Which card everything that a login starts computes on.
    if ShellFormat.isProfile(name.path), devices.occur(in: bytes) { return true }
    if name.lowercased.contains("continue"), namesLocalServer(bytes) { return true }
    if name.hasSuffix(".xml") { return LibvirtFormat.startsDomain(bytes[...]) }
    if HostFormat.hint(name) > .no || DockerDaemonFormat.hint(name) > .no { return true }
    return ProxmoxFormat.hint(name) > .no && ProxmoxFormat.looksLikeOne(bytes, at: name.path)
  }

  private static let devices = FoldedNeedles(["cuda_visible_devices", "hip_visible_devices", "rocr_visible_devices"])

  private static let clients = FoldedNeedles(["openai_", "llm_"])

  private static let local = FoldedNeedles([
    "ollama", ":11434", ":1234", "lmstudio", "lm-studio", "lm_studio", "llama-s", "llama.cpp", "localhost:",
    "127.0.0.1:", "192.168.",
  ])

  /// Whether a server of models on one's own machines is named, or an address that may be one.
  static func namesLocalServer(_ bytes: [UInt8]) -> Bool { local.occur(in: bytes) }

  /// Whether Ollama is named.
  static func namesOllama(_ bytes: [UInt8]) -> Bool { ollama.occurs(in: bytes) }
}

extension SourceText {
  /// Whether the text names Ollama at all.
  var mentionsOllama: Bool { Relevance.namesOllama(bytes) }

  /// Whether something fills it in before a program reads it: a template of Helm, Go or Jinja is no YAML or JSON yet.
  var isTemplate: Bool {
    let text = string(range)
    return text.contains("{{") || text.contains("{%")
  }
}
