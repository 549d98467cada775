import Knowledge
import Syntax
import Vocabulary

/// What the variables given to a container say of it as a client of Ollama.
enum ClientVariables {
  private static let urls: Set<String> = [
    "OLLAMA_BASE_URL", "OLLAMA_BASE_URLS", "OLLAMA_API_BASE_URL", "OLLAMA_API_BASE", "OLLAMA_HOST",
    "OLLAMA_URL",
  ]

  /// A URL that reaches the program with the quotes around it.
  static func quotedURL(_ variable: Variable, of client: FactID) -> Fact? {
    // Ollama's own command line removes the quotes of OLLAMA_HOST.
    guard urls.contains(variable.name), variable.name != "OLLAMA_HOST",
      let inner = variable.value.flatMap(OllamaVariable.insideQuotes), inner.contains("://")
    else { return nil }
    var fact = Fact(
      FactID(.key, variable.document, variable.address), at: variable.at,
      related: [.owner: client, .client: client])
    fact.write(.name, .text(variable.name), at: variable.nameAt)
    fact.infer(.kind, .text("variable"))
    fact.infer(.format, .text("Compose"))
    fact.write(.status, .known, at: variable.nameAt)
    fact.write(.value, variable.value.map(Value.text), at: variable.valueAt)
    fact.write(.problem, .quoted, at: variable.valueAt)
    fact.infer(.corrected, .text(inner))
    return fact
  }

  /// The URLs of Ollama servers in a variable, told by its name or by the port in its value.
  static func endpoints(_ variable: Variable, of client: FactID, sharesHostNetwork: Bool) -> [Fact] {
    guard let written = variable.value, !written.isEmpty else { return [] }
    let value = OllamaVariable.insideQuotes(written) ?? written
    let texts = variable.name.hasSuffix("URLS") ? value.split(separator: ";").map(String.init) : [value]
    return texts.enumerated().compactMap { index, text in
      let url = URLParts(text)
      let isOllamas = urls.contains(variable.name) || url.port == 11434
      guard isOllamas, !url.host.isEmpty, !text.contains(","), !text.contains(" ") else { return nil }
      guard !url.scheme.isEmpty || urls.contains(variable.name) else { return nil }
      // What a bundled server is told about itself is no endpoint.
      if variable.name == "OLLAMA_HOST", url.host == "0.0.0.0" { return nil }
      var address = variable.address
      if texts.count > 1 { address.append(String(index)) }
      let isOpenAI = variable.name.hasPrefix("OPENAI_")
      let wanted: String? =
        isOpenAI
        ? "/v1"
        : ["OLLAMA_BASE_URL", "OLLAMA_BASE_URLS", "OLLAMA_API_BASE"].contains(variable.name) ? "" : nil
      var fact = EndpointFact.make(
        FactID(.endpoint, variable.document, address), url: text, at: variable.valueAt, from: "container",
        api: isOpenAI || url.path.hasPrefix("/v1") ? "openai" : "native", wantedPath: wanted)
      fact.write(.name, .text(variable.name), at: variable.nameAt)
      fact.related = [.owner: client, .client: client]
      if sharesHostNetwork { fact.infer(.sharesHostNetwork, .flag(true)) }
      return fact
    }
  }
}

/// Open WebUI as its container is set up.
enum OpenWebUI {
  static let kind = "Open WebUI"
  /// Where it keeps its accounts and chats.
  static let dataDirectory = "/app/backend/data"
  /// The port it listens on in its container.
  static let port = 8080

  /// Who must sign in, and with what the sessions are signed.
  static func apply(_ variables: [Variable], to client: inout Fact) {
    for variable in variables {
      if variable.name == "WEBUI_AUTH" {
        client.write(.auth, variable.value.map { .flag($0.lowercased() != "false") }, at: variable.valueAt)
      }
      if variable.name == "DEFAULT_MODELS", let models = variable.value, !models.contains(",") {
        client.write(.defaultModel, .text(models), at: variable.valueAt)
      }
      if variable.name == "WEBUI_SECRET_KEY" {
        // The examples' own keys. For an empty one the image makes a random one (open-webui `backend/start.sh`).
        let isWeak = variable.value.map {
          ["t0p-s3cr3t", "your-secret-key", "changeme", "secret"].contains($0)
        }
        client.write(.weakSecret, isWeak.map(Value.flag), at: variable.valueAt)
      }
    }
  }
}
