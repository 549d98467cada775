import Vocabulary

/// Programs in containers that read the address of Ollama from a variable of their own.
///
/// Sources: the programs' documentation of their variables, August 2026: lfnovo/open-notebook `docs/features/ollama.md`,
/// Mintplex-Labs/anything-llm `docker/.env.example`, lobehub/lobe-chat `environment-variables/model-provider`,
/// karakeep-app/karakeep `configuration`, icereed/paperless-gpt `README`, BerriAI/litellm `providers/ollama`.
enum ClientPrograms {
  struct Program {
    let name: String
    /// A part of the image's name.
    let image: String
    let variable: String
  }

  static let all = [
    Program(name: "Open Notebook", image: "lfnovo/open_notebook", variable: "OLLAMA_API_BASE"),
    Program(name: "AnythingLLM", image: "mintplexlabs/anythingllm", variable: "OLLAMA_BASE_PATH"),
    Program(name: "LobeChat", image: "lobehub/lobe-chat", variable: "OLLAMA_PROXY_URL"),
    Program(name: "Karakeep", image: "karakeep-app/karakeep", variable: "OLLAMA_BASE_URL"),
    Program(name: "Hoarder", image: "hoarder-app/hoarder", variable: "OLLAMA_BASE_URL"),
    Program(name: "paperless-gpt", image: "icereed/paperless-gpt", variable: "OLLAMA_HOST"),
    Program(name: "LiteLLM", image: "berriai/litellm", variable: "OLLAMA_API_BASE"),
    Program(name: "Open WebUI", image: "open-webui/open-webui", variable: "OLLAMA_BASE_URL"),
  ]

  /// Names under which the programs above, or guides for them, have the address.
  private static let names: Set<String> = [
    "OLLAMA_BASE_URL", "OLLAMA_API_BASE", "OLLAMA_API_BASE_URL", "OLLAMA_BASE_PATH", "OLLAMA_PROXY_URL", "OLLAMA_HOST",
    "OLLAMA_URL", "OLLAMA_API_URL", "OLLAMA_ENDPOINT",
  ]

  /// Variables that hold an address under another program's name, where the program's own is not set.
  static func facts(_ variables: [Variable], image: String, of client: FactID, format: String) -> [Fact] {
    guard let program = all.first(where: { image.hasSuffix($0.image) }) else { return [] }
    return foreign(variables, program, client, format)
      + (program.name == "AnythingLLM" ? embedding(variables, client, format) : [])
  }

  private static func foreign(_ variables: [Variable], _ program: Program, _ client: FactID, _ format: String)
    -> [Fact]
  {
    // Open WebUI's older names are judged by rules of its own, and LiteLLM's file may read any variable.
    guard !["Open WebUI", "LiteLLM"].contains(program.name),
      !variables.contains(where: { $0.name == program.variable })
    else { return [] }
    return variables.compactMap { variable in
      guard names.contains(variable.name), let value = variable.value, value.contains("://") else { return nil }
      var fact = SettingFact.make(
        FactID(.key, variable.document, variable.address), name: variable.name, value: value, kind: "client-variable",
        format: format, problem: "not-its-own", consequence: program.name, corrected: program.variable,
        at: variable.nameAt, owner: client)
      fact.write(.value, .text(value), at: variable.valueAt)
      return fact
    }
  }

  /// AnythingLLM asks another variable for the server of its embeddings (`server/utils/EmbeddingEngines/ollama/index.js`).
  private static func embedding(_ variables: [Variable], _ client: FactID, _ format: String) -> [Fact] {
    guard let engine = variables.last(where: { $0.name == "EMBEDDING_ENGINE" }), engine.value == "ollama",
      !variables.contains(where: { $0.name == "EMBEDDING_BASE_PATH" })
    else { return [] }
    return [
      SettingFact.make(
        FactID(.key, engine.document, engine.address), name: engine.name, value: engine.value,
        kind: "client-variable", format: format, problem: "incomplete", consequence: "EMBEDDING_BASE_PATH",
        at: engine.at, owner: client)
    ]
  }
}
