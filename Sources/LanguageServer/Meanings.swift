/// What parameters, variables and keys mean, for hovering over them.
///
/// Sources: Ollama's documentation (Modelfile reference, FAQ, context length) and `envconfig/config.go`, August 2026;
/// for clients' keys the sources named in their formats.
enum Meanings {
  static func of(_ word: String) -> String? {
    parameters[word] ?? variables[word] ?? instructions[word] ?? keys[word]
  }

  static let instructions: [String: String] = [
    "FROM": "The model or file of weights that this one is made from.",
    "PARAMETER": "Sets how the model runs, as `PARAMETER num_ctx 65536`.",
    "TEMPLATE":
      "How messages become the prompt, in Go's template language. Without one the base model's is used.",
    "SYSTEM": "The system message that is used where a request brings none.",
    "ADAPTER": "A LoRA adapter that is applied to the base model.",
    "LICENSE": "The licence of the model.",
    "MESSAGE": "A message of an example chat that comes before every chat.",
    "REQUIRES": "The least version of Ollama that runs the model.",
    "DRAFT": "A small model that proposes tokens for speculative decoding.",
    "RENDERER": "A built-in renderer of prompts, in place of the template.",
    "PARSER": "A built-in parser of answers, in place of what the template implies.",
  ]

  static let parameters: [String: String] = [
    "num_ctx":
      "Context length in tokens. Without it the server decides: OLLAMA_CONTEXT_LENGTH, else 4096 below 24 GiB of VRAM, 32768 below 48 GiB, 262144 above. Its KV cache is set aside when the model is loaded.",
    "num_predict": "The most tokens of an answer; -1 (the default) is without limit, up to the context.",
    "num_gpu": "Layers that are put onto the GPU. Without it Ollama works out how many fit.",
    "num_batch":
      "Tokens of a prompt that are computed at once; 512 by default. More is faster and takes memory.",
    "num_thread": "Threads for layers on the processor; by default as many as it has fast cores.",
    "num_keep": "Tokens at the beginning that are kept when the context is full; -1 keeps all of the prompt.",
    "main_gpu": "The GPU that small results are computed on.",
    "use_mmap": "Whether the file of weights is mapped rather than read.",
    "seed": "Makes answers repeat themselves; 0 by default, which is random.",
    "temperature": "How freely tokens are chosen: 0 always takes the likeliest, 0.8 is the default.",
    "top_k": "Only so many of the likeliest tokens are considered; 40 by default.",
    "top_p": "Only the likeliest tokens that together have this probability are considered; 0.9 by default.",
    "min_p": "Only tokens at least this likely, measured by the likeliest, are considered; 0 by default.",
    "typical_p": "Locally typical sampling; 1 is off.",
    "repeat_last_n":
      "How many of the last tokens count against repetition; 64 by default, -1 for the whole context.",
    "repeat_penalty": "How much repetition is punished; 1.1 by default, 1 is off.",
    "presence_penalty": "Punishes tokens that have occurred at all; 0 by default.",
    "frequency_penalty": "Punishes tokens by how often they have occurred; 0 by default.",
    "stop": "A text that ends the answer; may stand several times.",
    "draft_num_predict": "Tokens that the draft model proposes at once.",
  ]

  static let variables: [String: String] = [
    "OLLAMA_HOST":
      "The address the server listens on; 127.0.0.1:11434 by default, every address in the image. `0.0.0.0` opens it to other machines, and there is no password.",
    "OLLAMA_CONTEXT_LENGTH":
      "Context length in tokens of every model that says none itself; by default by the memory of the GPUs (4096 below 24 GiB).",
    "OLLAMA_NUM_PARALLEL":
      "Requests that one model serves at once; 1 by default. The memory of the context is multiplied by it.",
    "OLLAMA_MAX_LOADED_MODELS": "Models kept in memory at once; by default three for each GPU.",
    "OLLAMA_MAX_QUEUE": "Requests that may wait before others are refused; 512 by default.",
    "OLLAMA_KEEP_ALIVE":
      "How long a model stays loaded after a request; 5m by default, 0 unloads at once, negative never. A number without a unit is seconds.",
    "OLLAMA_LOAD_TIMEOUT": "How long loading may stand still; 5m by default.",
    "OLLAMA_KV_CACHE_TYPE":
      "Precision of the KV cache: f16 by default, q8_0 halves its memory, q4_0 takes a quarter. Quantized types need flash attention.",
    "OLLAMA_FLASH_ATTENTION": "Flash attention on (1) or off (0); by default on where the GPU has it.",
    "OLLAMA_GPU_OVERHEAD":
      "Bytes kept free on each GPU; recent versions only lower the default context by it.",
    "OLLAMA_SCHED_SPREAD": "Spread a model over all GPUs although one would do; off by default.",
    "OLLAMA_VULKAN": "Use GPUs through Vulkan.", "OLLAMA_IGPU_ENABLE": "Use integrated GPUs (1) or none (0).",
    "OLLAMA_LLM_LIBRARY":
      "The backend by its exact name, such as cuda_v13; any other text means the processor alone.",
    "OLLAMA_MODELS":
      "The directory of the models: ~/.ollama/models, /usr/share/ollama/.ollama/models for the Linux service, /root/.ollama/models in the image.",
    "OLLAMA_ORIGINS":
      "Browser origins that may call the API, besides localhost. `*` lets any web page use the server.",
    "OLLAMA_DEBUG": "More in the log: 1, or 2 for traces.",
    "OLLAMA_NO_CLOUD": "No models of ollama.com, and no web search.",
    "OLLAMA_NOPRUNE": "Keep files of models that nothing uses.",
    "OLLAMA_REMOTES": "Hosts that remote models may come from; ollama.com by default.",
  ]

  static let keys: [String: String] = [
    "contextLength":
      "Continue: the context length that is asked of Ollama with every request; 8192 where nobody says more.",
    "contextWindow":
      "Cline: the context length that is asked of Ollama with every request; 32768 where nothing is said.",
    "ollamaNumCtx": "Roo Code: the context length that is asked of Ollama; without it the server decides.",
    "max_tokens": "Zed: the context length that is asked of Ollama for this model.",
    "context_window":
      "Zed: the context length asked of Ollama for all models. Crush: the window that it counts on, which the server does not hear of.",
    "model_context_window": "Codex: the window that it counts on. The server does not hear of it.",
    "GOOSE_CONTEXT_LIMIT": "Goose: the window that it counts on. Ollama does not hear of it.",
    "CLAUDE_CODE_AUTO_COMPACT_WINDOW":
      "Claude Code: the window at which it sums up a chat. The server does not hear of it.",
    "baseURL": "Where the server is. OpenAI-compatible clients want Ollama's address with /v1.",
    "apiBase": "Continue: where the server is; for Ollama without /v1.",
    "api_url": "Zed: where the server is; for Ollama without /v1.",
    "OLLAMA_BASE_URL": "Open WebUI: where Ollama is, without /v1 or /api.",
    "OLLAMA_API_BASE": "Aider: where Ollama is, without /v1.",
  ]
}
