import Diagnostics

/// Choices that are no single setting.
enum Concepts {
  /// Each page with the other words that people look for it by.
  private static let entries: [(page: Page, words: [String])] = [
    (remote, ["cloud", "local", "remote-models"]),
    (contextLength, ["context"]),
    (memory, ["quantization", "kv-cache", "offload", "spill", "vram", "q4_0", "q4_k_m", "q8_0"]),
    (fixes, ["safe-fix", "unsafe-fix"]),
    (engines, ["llama-server", "llama.cpp", "vllm", "sglang", "tgi"]),
  ]

  static let all = entries.map(\.page)

  static let aliases = entries.flatMap(\.words)

  static func named(_ word: String) -> Page? {
    entries.first { $0.page.name == word || $0.words.contains(word) }?.page
  }

  private static let remote: Page = {
    var page = Page(
      .concept, "remote", title: "Local or remote",
      summary: "A model on this machine, or one on ollama.com that the same server hands requests to.")
    page.add(
      "",
      .table(
        header: ["", "local", "remote (NAME:cloud)"],
        rows: [
          ["privacy", "prompts and code stay here", "prompts and code go to ollama.com"],
          ["cost", "hardware and power", "an account; limits and price depend on the plan"],
          ["context", "what the memory allows", "the model's own, often 128K or more"],
          ["quality", "what fits: 4-30B on one GPU", "the largest open models"],
          ["speed", "by memory bandwidth; see fit", "by the service; no GPU needed"],
          ["offline", "works", "does not"],
        ]))
    page.add(
      "How to choose",
      .list([
        "Code that must not leave the machine: local, and `OLLAMA_NO_CLOUD=1` on the server, which disables cloud models.",
        "An agent that needs 64K of context on 8 GiB of VRAM: a small local model, or a remote one for the hard tasks.",
        "`ollama-lint init` sets up a remote model only for what does not fit here, only in addition to a local one, and only if you agree; --no-remote leaves it out.",
      ]))
    page.add(
      "Related rules", WatchingRules.content(named: ["model/cloud-model", "memory/needs-remote"]))
    page.add("Sources", .list(["https://docs.ollama.com/cloud"]))
    return page
  }()

  private static let contextLength: Page = {
    var page = Page(
      .concept, "context-length", title: "Context length",
      summary: "How many tokens fit in the context window: prompt, files read so far and answer together.")
    page.add(
      "Who decides",
      .list([
        "A client that sends num_ctx with its requests (native API only).",
        "Else `PARAMETER num_ctx` of the model's Modelfile.",
        "Else OLLAMA_CONTEXT_LENGTH of the server.",
        "Else Ollama by VRAM: 4,096 tokens below 24 GiB, 32,768 below 48 GiB, 262,144 above.",
      ]))
    page.add(
      "What is needed",
      .facts([
        .init("coding agents", "64K: instructions and tools alone take 10,000 tokens or more"),
        .init("chat", "8K to 16K"), .init("autocomplete", "4K"),
      ]))
    page.add(
      "What happens beyond it",
      .prose(["Ollama silently drops the oldest messages, and an agent forgets its task."]))
    page.add(
      "See",
      .code(
        "ollama-lint map           # the effective context of each use, and who decides it\nollama-lint fit MODEL     # what it costs in memory"
      ))
    page.add(
      "Related rules",
      WatchingRules.content(named: [
        "context/too-small-for-agent", "context/too-small", "context/exceeds-trained",
        "context/limit-exceeds-served", "memory/context-exceeds-vram",
      ]))
    page.add("Sources", .list(["https://docs.ollama.com/context-length"]))
    return page
  }()

  private static let memory: Page = {
    var page = Page(
      .concept, "memory", title: "How much memory a model needs",
      summary:
        "Weights, KV cache and buffers; what does not fit into VRAM runs from system RAM, several times slower."
    )
    page.add(
      "",
      .facts([
        .init(
          "weights",
          "the model's file: parameters times bits of its quantization (Q4_K_M about 4.9, Q8_0 8.5, F16 16)"),
        .init("KV cache", "grows with context times parallel requests; OLLAMA_KV_CACHE_TYPE=q8_0 halves it"),
        .init("buffers", "for computing, 0.3-1 GiB; more with a larger num_batch"),
        .init("spill", "layers that do not fit run on the CPU: 27% there can cost two thirds of the speed"),
      ]))
    page.add(
      "See", .code("ollama-lint fit MODEL --gpu \"RTX 3070\" --ram 30GiB\nollama-lint fit --suggest agent"))
    page.add(
      "Related rules",
      WatchingRules.content(named: [
        "memory/model-exceeds-vram", "memory/context-exceeds-vram", "memory/model-exceeds-memory",
        "memory/models-do-not-fit-together", "memory/parallel-multiplies-context", "memory/room-to-spare",
      ]))
    page.add("Sources", .list(["docs/estimates.md", "https://docs.ollama.com/faq"]))
    return page
  }()

  private static let engines: Page = {
    var page = Page(
      .concept, "other-servers", title: "Other model servers",
      summary:
        "llama-server, vLLM, SGLang and TGI usually serve one model, with a context that is fixed at the start."
    )
    page.add(
      "Context",
      .facts([
        .init("llama-server", "--ctx-size (-c), divided by --parallel unless the slots share it"),
        .init("vLLM", "--max-model-len"), .init("SGLang", "--context-length"),
        .init("TGI", "--max-total-tokens"),
      ]))
    page.add(
      "Related rules",
      WatchingRules.content(named: [
        "server/engine-command", "server/engine-option", "storage/model-not-mounted", "server/hub-token",
      ]))
    return page
  }()

  private static let fixes: Page = {
    var page = Page(
      .concept, "safe-fixes", title: "Safe and unsafe fixes",
      summary: "A safe fix cannot take away anything that may work today, on any machine, for any client.")
    page.add(
      "",
      .list([
        "--fix applies safe fixes; --unsafe-fixes applies the others too; --diff only shows what either would change.",
        "Never safe: requesting a GPU on an unknown machine, narrowing who can reach a port, adding or moving a mount, changing a restart policy, using more memory than is known to be available, removing a setting that a program still reads.",
        "Fixes are tried in memory first: what the report offers is what will be applied.",
      ]))
    return page
  }()
}
