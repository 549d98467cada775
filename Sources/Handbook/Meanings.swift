/// What parameters, variables and keys mean, in a line or two.
///
/// Sources: Ollama's documentation (Modelfile reference, FAQ, context length) and `envconfig/config.go`, August 2026;
/// for clients' keys the sources named in their formats.
enum Meanings {
  static func of(_ word: String) -> String? {
    parameters[word] ?? variables[word] ?? instructions[word] ?? keys[word]
  }

  static let instructions: [String: String] = [
    "FROM": "Base model, or file with the weights.",
    "PARAMETER": "Sets a runtime parameter, e.g. `PARAMETER num_ctx 65536`.",
    "TEMPLATE":
      "Prompt template in Go template syntax. Default: the base model's.",
    "SYSTEM": "System message for requests that have none.",
    "ADAPTER": "LoRA adapter applied to the base model.",
    "LICENSE": "License of the model.",
    "MESSAGE": "Example message that precedes every conversation.",
    "REQUIRES": "Minimum Ollama version for the model.",
    "DRAFT": "Draft model for speculative decoding.",
    "RENDERER": "Built-in prompt renderer, used instead of the template.",
    "PARSER": "Built-in response parser, used instead of what the template implies.",
  ]

  static let parameters: [String: String] = [
    "num_ctx":
      "Context length in tokens. Default: OLLAMA_CONTEXT_LENGTH on the server, else 4,096 below 24 GiB of VRAM, 32,768 below 48 GiB, 262,144 above. The KV cache for it is allocated when the model loads.",
    "num_predict": "Maximum tokens to generate; -1 (the default) means no limit below the context length.",
    "num_gpu": "Number of layers on the GPU, not of GPUs. Default: as many as fit.",
    "num_batch":
      "Prompt tokens processed per batch (default 512). Larger is faster and needs more memory.",
    "num_thread": "CPU threads for layers that run on the CPU (default: the number of performance cores).",
    "num_keep": "Tokens kept from the start when the context is full; -1 keeps the whole prompt.",
    "main_gpu": "GPU used for small tensors and scratch buffers.",
    "use_mmap": "Whether the weights file is memory-mapped.",
    "seed": "Random seed; a fixed value makes answers reproducible. Default 0 (random).",
    "temperature":
      "Sampling temperature: 0 always picks the most likely token, higher is more random (default 0.8).",
    "top_k": "Samples from the k most likely tokens (default 40).",
    "top_p": "Samples from the most likely tokens whose probabilities add up to p (default 0.9).",
    "min_p": "Drops tokens less likely than p times the most likely one (default 0).",
    "typical_p": "Locally typical sampling; 1 disables it.",
    "repeat_last_n":
      "Number of recent tokens checked for repetition (default 64; -1 for the whole context).",
    "repeat_penalty": "Penalty for repeated tokens (default 1.1; 1 disables it).",
    "presence_penalty": "Penalty for tokens that already occurred (default 0).",
    "frequency_penalty": "Penalty that grows with the number of occurrences (default 0).",
    "stop": "Text that ends generation; can be given several times.",
    "draft_num_predict": "Tokens the draft model proposes per step.",
  ]

  static let variables: [String: String] = [
    "OLLAMA_HOST":
      "Address the server listens on. Default 127.0.0.1:11434; all addresses in the container image. `0.0.0.0` exposes it to other machines without a password.",
    "OLLAMA_CONTEXT_LENGTH":
      "Default context length for models without num_ctx. Default: by VRAM (4,096 tokens below 24 GiB).",
    "OLLAMA_NUM_PARALLEL":
      "Parallel requests per model (default 1). Multiplies the memory of the KV cache.",
    "OLLAMA_MAX_LOADED_MODELS": "Models kept loaded at the same time (default three per GPU).",
    "OLLAMA_MAX_QUEUE": "Queued requests before new ones are rejected (default 512).",
    "OLLAMA_KEEP_ALIVE":
      "How long a model stays loaded after a request (default 5m; 0 unloads immediately, negative never). A number without a unit means seconds.",
    "OLLAMA_LOAD_TIMEOUT": "Timeout for a stalled model load (default 5m).",
    "OLLAMA_KV_CACHE_TYPE":
      "KV cache precision: f16 (default), q8_0 (half the memory) or q4_0 (a quarter). Quantized types need flash attention.",
    "OLLAMA_FLASH_ATTENTION": "Flash attention on (1) or off (0). Default: on where the GPU supports it.",
    "OLLAMA_GPU_OVERHEAD":
      "VRAM in bytes to keep free per GPU; recent versions only lower the default context.",
    "OLLAMA_SCHED_SPREAD": "Spread a model across all GPUs even if one is enough (default off).",
    "OLLAMA_VULKAN": "Use GPUs through Vulkan.", "OLLAMA_IGPU_ENABLE": "Use integrated GPUs (1) or not (0).",
    "OLLAMA_LLM_LIBRARY":
      "Backend by exact name, e.g. cuda_v13; any other value means CPU only.",
    "OLLAMA_MODELS":
      "Model directory. Default ~/.ollama/models; /usr/share/ollama/.ollama/models for the Linux service; /root/.ollama/models in the image.",
    "OLLAMA_ORIGINS":
      "Browser origins allowed to call the API in addition to localhost. `*` lets any web page use the server.",
    "OLLAMA_DEBUG": "Log level: 1 for debug, 2 for trace.",
    "OLLAMA_NO_CLOUD": "Disables cloud models on ollama.com and web search.",
    "OLLAMA_NOPRUNE": "Keeps unused model files.",
    "OLLAMA_REMOTES": "Hosts remote models may come from (default ollama.com).",
    "OLLAMA_DEBUG_LOG_REQUESTS": "Writes the bodies of requests to disk, prompts included.",
    "OLLAMA_GO_TEMPLATE":
      "Whether chats are rendered by the model's Go template (1) or by the one in its GGUF file (0). Default: depends on the model.",
    "OLLAMA_NOHISTORY": "`ollama run` keeps no history of what was typed.",
    "OLLAMA_MAX_TRANSFER_STREAMS": "Parallel connections for pulling and pushing a model (default 4).",
    "OLLAMA_AUTH": "The command line signs its requests. It does not protect the server.",
    "OLLAMA_EDITOR": "Editor that `ollama run` opens for long prompts.",
    "OLLAMA_CLOUD_BASE_URL": "Address of the cloud service, for testing.",
    "OLLAMA_EXPERIMENT": "Turns experimental features on, by name.",
    "OLLAMA_LLAMA_CPP_COMPAT": "Compatibility switch for the llama.cpp engine.",
    "OLLAMA_API_KEY": "Key for ollama.com. The local server needs none.",
  ]

  static let keys: [String: String] = [
    "contextLength":
      "Continue: context length requested from Ollama (default 8,192).",
    "contextWindow":
      "Cline: context length requested from Ollama (default 32,768).",
    "ollamaNumCtx": "Roo Code: context length requested from Ollama (default: the server decides).",
    "max_tokens": "Zed: context length requested from Ollama for this model.",
    "context_window":
      "Zed: context length requested from Ollama for all models. Crush: the context size it assumes; not sent to the server.",
    "model_context_window": "Codex: the context size it assumes; not sent to the server.",
    "GOOSE_CONTEXT_LIMIT": "Goose: the context size it assumes; not sent to Ollama.",
    "CLAUDE_CODE_AUTO_COMPACT_WINDOW":
      "Claude Code: context size at which it compacts the conversation; not sent to the server.",
    "baseURL": "Server address. OpenAI-compatible clients need the Ollama address with /v1.",
    "apiBase": "Continue: server address; without /v1 for Ollama.",
    "api_url": "Zed: server address; without /v1 for Ollama.",
    "OLLAMA_BASE_URL": "Open WebUI: Ollama address, without /v1 or /api.",
    "OLLAMA_API_BASE": "Aider: Ollama address, without /v1.",
  ]
}
