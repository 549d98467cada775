import Syntax

/// An environment variable that an Ollama server reads, or is often believed to.
///
/// Source: ollama/ollama `envconfig/config.go`, August 2026.
public struct OllamaVariable: Sendable {
  public enum Grammar: Sendable, Hashable {
    case text
    case boolean
    case unsigned
    case duration
    case host
    case kvCacheType
    case backend
    case gfxVersion
    case deviceList
    case origins
  }

  public enum Standing: Sendable, Hashable {
    case read
    /// No longer read since this version.
    case removed(in: String)
    /// Never read by the server; what to use instead, if there is something.
    case invented(instead: String?)
    /// Read by another program, which is named.
    case foreign(String)
    /// Only the installer or the command-line client reads it.
    case elsewhere
  }

  public let name: String
  public let grammar: Grammar
  public let standing: Standing
  /// The first version that reads it, where that is later than anything still in use.
  public let since: String?
  /// The first version in which it no longer does what it is for, though it is read, and what does.
  public let ineffectiveSince: String?
  public let instead: String?

  init(
    _ name: String, _ grammar: Grammar = .text, _ standing: Standing = .read, since: String? = nil,
    ineffectiveSince: String? = nil, instead: String? = nil
  ) {
    self.ineffectiveSince = ineffectiveSince
    self.instead = instead
    self.name = name
    self.grammar = grammar
    self.standing = standing
    self.since = since
  }

  public static var names: [String] {
    all.filter { $0.standing == .read && $0.name.hasPrefix("OLLAMA_") }.map(\.name).sorted()
  }

  public static func named(_ name: String) -> OllamaVariable? { all.first { $0.name == name } }

  /// The variable that a misspelt name was meant to be; only names that the server reads. A digit is no slip of the pen:
  /// `OLLAMA_OAUTH2` is somebody's own.
  public static func nearest(to name: String) -> String? {
    // The prefix that all share would make different words look alike.
    guard name.uppercased().hasPrefix(prefix) else { return nil }
    let rest = String(name.dropFirst(prefix.count))
    guard let nearest = Nearest.match(rest, among: behindPrefix),
      rest.filter(\.isNumber) == nearest.filter(\.isNumber)
    else { return nil }
    return prefix + nearest
  }

  private static let prefix = "OLLAMA_"
  private static let behindPrefix = all.filter { $0.standing == .read && $0.name.hasPrefix(prefix) }.map {
    String($0.name.dropFirst(prefix.count))
  }

  /// The variable whose prefix was damaged in writing (`OLLAM_KEEP_ALIVE`, `OLLAMA-HOST`, `OLLAMAHOST`); `nil` for any
  /// other name.
  ///
  /// Only the prefix and the separators may differ: the rest must be that of a variable Ollama reads. `LLAMA_` is the
  /// prefix of llama.cpp.
  public static func damaged(_ name: String) -> String? {
    guard name.utf8.count <= 64, !name.hasPrefix("OLLAMA_") || name.hasPrefix("OLLAMA__"),
      name == name.uppercased(), name.hasPrefix("O"),
      name.utf8.allSatisfy({ (0x41...0x5A).contains($0) || $0 == 0x5F || $0 == 0x2D })
    else { return nil }
    let words = name.split { $0 == "_" || $0 == "-" }.map(String.init)
    guard let first = words.first else { return nil }
    let letters = words.joined()
    return all.first { variable in
      guard variable.standing == .read, variable.name.hasPrefix("OLLAMA_") else { return false }
      let rest = variable.name.dropFirst(7).split(separator: "_").map(String.init)
      if letters == "OLLAMA" + rest.joined() { return true }
      return Array(words.dropFirst()) == rest && Nearest.match(first, among: ["OLLAMA"]) != nil
    }?.name
  }

  /// The variable that a name in the environment of a server itself was meant to be: with a damaged prefix, in small
  /// letters, or a slip in the name of a variable that the driver reads (`HSA_OVERRIDE_GFX_VERISON`).
  ///
  /// Elsewhere small letters and near names are other programs' own.
  public static func meant(byServers name: String) -> String? {
    if let meant = damaged(name) { return meant }
    let upper = name.uppercased()
    if upper != name, name.utf8.count <= 64, let known = named(upper) {
      return known.standing == .read ? known.name : nil
    }
    let prefixes = ["HSA_", "CUDA_", "ROCR_", "HIP_", "NVIDIA_"]
    guard named(name) == nil, let prefix = prefixes.first(where: name.hasPrefix), name.utf8.count <= 64 else {
      return nil
    }
    // `HSA_OVERRIDE_GFX_VERSION_1` is ROCm's name for one card of several.
    if let last = name.split(separator: "_").last, last.allSatisfy(\.isNumber) { return nil }
    return Nearest.match(
      name, among: all.lazy.filter { $0.standing == .read && $0.name.hasPrefix(prefix) }.map(\.name))
  }

  private static let all: [OllamaVariable] = [
    .init("OLLAMA_HOST", .host),
    .init("OLLAMA_CONTEXT_LENGTH", .unsigned, since: "0.5.13"),
    .init("OLLAMA_NUM_PARALLEL", .unsigned),
    .init("OLLAMA_MAX_LOADED_MODELS", .unsigned),
    .init("OLLAMA_MAX_QUEUE", .unsigned),
    .init("OLLAMA_KEEP_ALIVE", .duration),
    .init("OLLAMA_LOAD_TIMEOUT", .duration),
    .init("OLLAMA_KV_CACHE_TYPE", .kvCacheType),
    .init("OLLAMA_FLASH_ATTENTION", .boolean),
    .init(
      "OLLAMA_GPU_OVERHEAD", .unsigned, ineffectiveSince: "0.30.0",
      instead: "LLAMA_ARG_FIT_TARGET, in MiB for each GPU"),
    .init("OLLAMA_SCHED_SPREAD", .boolean),
    .init("OLLAMA_VULKAN", .boolean, since: "0.12.11"),
    .init("OLLAMA_IGPU_ENABLE", .boolean, since: "0.30.0"),
    .init("OLLAMA_LLM_LIBRARY", .backend),
    .init("OLLAMA_MODELS"),
    .init("OLLAMA_ORIGINS", .origins),
    .init("OLLAMA_DEBUG"),
    .init("OLLAMA_DEBUG_LOG_REQUESTS", .boolean, since: "0.18.3"),
    .init("OLLAMA_GO_TEMPLATE", .boolean, since: "0.30.0"),
    .init("OLLAMA_NO_CLOUD", .boolean, since: "0.16.2"),
    .init("OLLAMA_NOPRUNE", .boolean),
    .init("OLLAMA_NOHISTORY", .boolean),
    .init("OLLAMA_MAX_TRANSFER_STREAMS", .unsigned, since: "0.23.3"),
    .init("OLLAMA_REMOTES"),
    .init("OLLAMA_AUTH", .boolean),
    .init("OLLAMA_EDITOR"),
    .init("OLLAMA_CLOUD_BASE_URL"),
    .init("OLLAMA_EXPERIMENT"),
    .init("OLLAMA_LLAMA_CPP_COMPAT"),
    .init("OLLAMA_API_KEY"),
    .init("OLLAMA_VERSION", .text, .elsewhere),
    .init("OLLAMA_NO_START", .text, .elsewhere),
    .init("HSA_OVERRIDE_GFX_VERSION", .gfxVersion),
    .init("CUDA_VISIBLE_DEVICES", .deviceList),
    .init("ROCR_VISIBLE_DEVICES", .deviceList),
    .init("HIP_VISIBLE_DEVICES", .deviceList),
    .init("GGML_VK_VISIBLE_DEVICES", .deviceList),
    .init("NVIDIA_VISIBLE_DEVICES", .deviceList),

    .init("OLLAMA_TMPDIR", .text, .removed(in: "0.5.8")),
    .init("OLLAMA_RUNNERS_DIR", .text, .removed(in: "0.3.11")),
    .init("OLLAMA_MAX_VRAM", .text, .removed(in: "0.7.0")),
    .init("OLLAMA_INTEL_GPU", .text, .removed(in: "0.12.11")),
    .init("OLLAMA_NEW_ESTIMATES", .text, .removed(in: "0.11.11")),
    .init("OLLAMA_NEW_ENGINE", .text, .removed(in: "0.30.0")),
    .init("OLLAMA_MULTIUSER_CACHE", .text, .removed(in: "0.30.0")),
    .init("OLLAMA_SKIP_CPU_GENERATE", .text, .removed(in: "0.4.0")),
    .init("OLLAMA_CUSTOM_CPU_DEFS", .text, .removed(in: "0.4.0")),

    .init("OLLAMA_NUM_CTX", .text, .invented(instead: "OLLAMA_CONTEXT_LENGTH")),
    .init("OLLAMA_CTX", .text, .invented(instead: "OLLAMA_CONTEXT_LENGTH")),
    .init("OLLAMA_CONTEXT", .text, .invented(instead: "OLLAMA_CONTEXT_LENGTH")),
    .init("OLLAMA_CONTEXT_SIZE", .text, .invented(instead: "OLLAMA_CONTEXT_LENGTH")),
    .init("OLLAMA_CONTEXT_WINDOW", .text, .invented(instead: "OLLAMA_CONTEXT_LENGTH")),
    .init("OLLAMA_MAX_CONTEXT", .text, .invented(instead: "OLLAMA_CONTEXT_LENGTH")),
    .init("OLLAMA_NUM_GPU", .text, .invented(instead: nil)),
    .init("OLLAMA_GPU_LAYERS", .text, .invented(instead: nil)),
    .init("OLLAMA_GPU", .text, .invented(instead: nil)),
    .init("OLLAMA_USE_GPU", .text, .invented(instead: nil)),
    .init("OLLAMA_GPU_MEMORY", .text, .invented(instead: nil)),
    .init("OLLAMA_NUM_THREAD", .text, .invented(instead: nil)),
    .init("OLLAMA_NUM_THREADS", .text, .invented(instead: nil)),
    .init("OLLAMA_THREADS", .text, .invented(instead: nil)),
    .init("OLLAMA_MAX_MODELS", .text, .invented(instead: "OLLAMA_MAX_LOADED_MODELS")),
    .init("OLLAMA_PARALLEL", .text, .invented(instead: "OLLAMA_NUM_PARALLEL")),
    .init("OLLAMA_FLASH_ATTN", .text, .invented(instead: "OLLAMA_FLASH_ATTENTION")),
    .init("OLLAMA_KV_CACHE", .text, .invented(instead: "OLLAMA_KV_CACHE_TYPE")),
    .init("OLLAMA_CACHE_TYPE", .text, .invented(instead: "OLLAMA_KV_CACHE_TYPE")),
    .init("OLLAMA_KEEPALIVE", .text, .invented(instead: "OLLAMA_KEEP_ALIVE")),
    .init("OLLAMA_MODEL_PATH", .text, .invented(instead: "OLLAMA_MODELS")),
    .init("OLLAMA_MODELS_PATH", .text, .invented(instead: "OLLAMA_MODELS")),
    .init("OLLAMA_MODELS_DIR", .text, .invented(instead: "OLLAMA_MODELS")),
    .init("OLLAMA_MODEL_DIR", .text, .invented(instead: "OLLAMA_MODELS")),
    .init("OLLAMA_MODEL_DIRECTORY", .text, .invented(instead: "OLLAMA_MODELS")),
    .init("OLLAMA_MODELS_DIRECTORY", .text, .invented(instead: "OLLAMA_MODELS")),
    .init("OLLAMA_MODEL_FOLDER", .text, .invented(instead: "OLLAMA_MODELS")),
    .init("OLLAMA_MODELS_FOLDER", .text, .invented(instead: "OLLAMA_MODELS")),
    .init("OLLAMA_MODELS_LOCATION", .text, .invented(instead: "OLLAMA_MODELS")),
    .init("OLLAMA_ORIGIN", .text, .invented(instead: "OLLAMA_ORIGINS")),
    .init("OLLAMA_ALLOWED_ORIGINS", .text, .invented(instead: "OLLAMA_ORIGINS")),
    .init("OLLAMA_ALLOW_ORIGINS", .text, .invented(instead: "OLLAMA_ORIGINS")),
    .init("OLLAMA_CORS_ORIGINS", .text, .invented(instead: "OLLAMA_ORIGINS")),
    .init("OLLAMA_CORS_ALLOW_ORIGINS", .text, .invented(instead: "OLLAMA_ORIGINS")),
    .init("OLLAMA_DEFAULT_CONTEXT_LENGTH", .text, .invented(instead: "OLLAMA_CONTEXT_LENGTH")),
    .init("OLLAMA_MAX_CONTEXT_LENGTH", .text, .invented(instead: "OLLAMA_CONTEXT_LENGTH")),
    .init("OLLAMA_DEFAULT_NUM_CTX", .text, .invented(instead: "OLLAMA_CONTEXT_LENGTH")),
    .init("OLLAMA_MAX_CTX", .text, .invented(instead: "OLLAMA_CONTEXT_LENGTH")),
    .init("OLLAMA_CTX_SIZE", .text, .invented(instead: "OLLAMA_CONTEXT_LENGTH")),
    .init("OLLAMA_CONTEXT_LEN", .text, .invented(instead: "OLLAMA_CONTEXT_LENGTH")),
    .init("OLLAMA_MAX_PARALLEL", .text, .invented(instead: "OLLAMA_NUM_PARALLEL")),
    .init("OLLAMA_PARALLEL_REQUESTS", .text, .invented(instead: "OLLAMA_NUM_PARALLEL")),
    .init("OLLAMA_NUM_PARALLEL_REQUESTS", .text, .invented(instead: "OLLAMA_NUM_PARALLEL")),
    .init("OLLAMA_NUM_GPU_LAYERS", .text, .invented(instead: nil)),
    .init("OLLAMA_N_GPU_LAYERS", .text, .invented(instead: nil)),
    .init("OLLAMA_GPU_LAYER", .text, .invented(instead: nil)),
    .init("OLLAMA_GPU_ENABLED", .text, .invented(instead: nil)),
    .init("OLLAMA_ENABLE_GPU", .text, .invented(instead: nil)),
    .init("OLLAMA_CUDA", .text, .invented(instead: nil)),
    .init("OLLAMA_CORS", .text, .invented(instead: "OLLAMA_ORIGINS")),
    .init("OLLAMA_BIND", .text, .invented(instead: "OLLAMA_HOST")),
    .init("OLLAMA_LOG_LEVEL", .text, .invented(instead: "OLLAMA_DEBUG")),

    .init("OLLAMA_BASE_URL", .text, .foreign("Open WebUI")),
    .init("OLLAMA_BASE_URLS", .text, .foreign("Open WebUI")),
    .init("OLLAMA_API_BASE_URL", .text, .foreign("Open WebUI")),
    .init("OLLAMA_API_BASE", .text, .foreign("Aider and LiteLLM")),
    .init("OLLAMA_PROXY_URL", .text, .foreign("other programs")),
    .init("OLLAMA_URL", .text, .foreign("other programs")),
    .init("OLLAMA_DOCKER_TAG", .text, .foreign("Compose files")),
    .init("OLLAMA_WEBAPI_PORT", .text, .foreign("Compose files")),
    .init("OLLAMA_PORT", .text, .foreign("Compose files")),
    .init("OLLAMA_MODEL", .text, .foreign("scripts and other programs")),
    .init("OLLAMA_PULL_MODELS", .text, .foreign("scripts")),
  ]
}
