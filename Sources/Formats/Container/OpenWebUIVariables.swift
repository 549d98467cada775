import Knowledge
import Syntax
import Vocabulary

/// Variables of Open WebUI that do not do what they seem to.
///
/// Sources: open-webui/docs `reference/env-configuration.mdx`, `getting-started/.../starting-with-ollama.mdx`,
/// August 2026.
struct OpenWebUIVariables {
  let variables: [Variable]
  let client: FactID
  let format: String

  /// Whether these are all the variables that it receives.
  var isComplete = false

  /// The address it uses if no variable sets one.
  var defaultEndpoint: FactID?

  /// - Parameter isBundled: whether Ollama runs in the same container.
  func facts(isBundled: Bool) -> [Fact] {
    variables.flatMap { variable -> [Fact] in
      let value = variable.value ?? ""
      return switch variable.name {
      case "OLLAMA_BASE_URL", "OLLAMA_BASE_URLS": address(variable, value)
      case "OLLAMA_API_BASE_URL":
        [deprecated(variable, value)]
      case _ where OpenWebUIDefault.isUnread(variable):
        addressInUse == nil ? [deprecated(variable, value)] : []
      case "OPENAI_API_BASE_URL", "OPENAI_API_BASE_URLS": openAI(variable, value)
      case "RAG_EMBEDDING_MODEL": embedding(variable, value)
      case "RAG_EMBEDDING_ENGINE": embeddingEngine(variable, value)
      case "AIOHTTP_CLIENT_TIMEOUT": timeout(variable, value)
      case "ENABLE_OPENAI_API_PASSTHROUGH": [fact(variable)]
      case _ where Self.meant(by: variable.name, among: variables) != nil: misspelt(variable)
      case _ where !isBundled && Self.serverOnly.contains(variable.name):
        [fact(variable, status: .misplaced)]
      default: []
      }
    }
  }

  private func deprecated(_ variable: Variable, _ value: String) -> Fact {
    var fact = self.fact(
      variable, status: .deprecated, replacement: "OLLAMA_BASE_URL", corrected: Self.today(value),
      counterpart: self.value(of: "OLLAMA_BASE_URL"))
    fact.related[.endpoint] = defaultEndpoint
    return fact
  }

  /// An address of the old variable as the new one needs it: without `/api`, and without TLS at Ollama's own port.
  private static func today(_ value: String) -> String? {
    let url = URLParts(value)
    guard ["", "/", "/api", "/api/"].contains(url.path), !url.host.isEmpty, !value.contains("$") else { return nil }
    let isPlain = url.scheme.isEmpty || url.port == EndpointPorts.ollama && LocalHost.isLocal(url.host)
    return (isPlain ? "http" : url.scheme) + "://" + url.authority
  }

  /// The one that a name is a typo of, if that is not set.
  private static func meant(by name: String, among variables: [Variable]) -> String? {
    guard !needed.contains(name) else { return nil }
    let near = needed.filter { Nearest.isOneLetterOff(name, from: $0) && Nearest.isMisspelling(name, of: $0) }
    guard near.count == 1, let meant = near.first, meant != name + "S",
      !variables.contains(where: { $0.name == meant })
    else { return nil }
    return meant
  }

  private func misspelt(_ variable: Variable) -> [Fact] {
    Self.meant(by: variable.name, among: variables).map {
      [SettingFact.misspelt(variable, for: $0, of: OpenWebUI.kind, owner: client)]
    } ?? []
  }

  private var addressInUse: String? { value(of: "OLLAMA_BASE_URL") ?? value(of: "OLLAMA_BASE_URLS") }

  private func value(of name: String) -> String? { variables.last { $0.name == name }?.value }

  private func address(_ variable: Variable, _ value: String) -> [Fact] {
    guard !value.isEmpty, value != "/ollama" else { return [] }
    if variable.name.hasSuffix("URLS"), value.contains(","), !value.contains(";") {
      let parts = value.split(separator: ",").map { String($0.trimmingBlanks) }
      guard parts.allSatisfy({ $0.contains("://") }) else { return [] }
      return [fact(variable, problem: .syntax, corrected: parts.joined(separator: ";"))]
    }
    if variable.name == "OLLAMA_BASE_URL", let all = self.value(of: "OLLAMA_BASE_URLS"), !all.isEmpty,
      all != value
    {
      return [fact(variable, problem: .conflict, counterpart: all)]
    }
    // Quotes reach the program in a list of Compose, and around nothing there is no address.
    guard !value.contains("://"), !value.contains("$"), !value.contains(" "), !value.hasPrefix("/"),
      !value.contains("\""), !value.contains("'")
    else { return [] }
    return [fact(variable, problem: .scheme, corrected: "http://" + value)]
  }

  private func openAI(_ variable: Variable, _ value: String) -> [Fact] {
    // The list wins where both are set.
    if variable.name == "OPENAI_API_BASE_URL", self.value(of: "OPENAI_API_BASE_URLS")?.isEmpty == false {
      return []
    }
    let urls = value.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    // Whoever turns the native connection off means the other one, and may have another server at this port.
    let isNativeOff =
      self.value(of: "OLLAMA_BASE_URL")?.isEmpty == true
      || self.value(of: "ENABLE_OLLAMA_API")?.lowercased() == "false"
    if !isNativeOff, let ollama = urls.first(where: { URLParts($0).port == EndpointPorts.ollama }) {
      let hosts = Set(urls.map { URLParts($0).host })
      let native = ["OLLAMA_BASE_URL", "OLLAMA_BASE_URLS"].first { name in
        (self.value(of: name) ?? "").split(separator: ";").contains { hosts.contains(URLParts(String($0)).host) }
      }
      var fact = self.fact(variable, problem: .remote, corrected: Self.native(ollama), counterpart: native)
      // The others of the list stay.
      if urls.count > 1 { fact.infer(.expected, .text(ollama)) }
      return [fact]
    }
    guard variable.name.hasSuffix("URLS"), let keys = self.value(of: "OPENAI_API_KEYS") else { return [] }
    let given = keys.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    // Addresses without a key get an empty one, and keys without an address are cut off (routers/openai.py,
    // get_all_models_responses). Where no key is one, nothing is lost.
    guard given.count != urls.count, given.contains(where: { !Self.dummyKeys.contains($0.lowercased()) }) else { return [] }
    let problem: ValueFault = given.count < urls.count ? .incomplete : .tooHigh
    return [fact(variable, problem: problem, consequence: "they have \(urls.count) and \(given.count) entries")]
  }

  /// Whether OLLAMA_BASE_URL names a server of another machine or container.
  static func isElsewhere(_ url: String) -> Bool {
    let host = URLParts(url).host
    return url.contains("://") && !host.isEmpty && !HostNames.isLoopback(host)
  }

  /// The address of Ollama's own API at a server.
  private static func native(_ url: String) -> String? {
    let parts = URLParts(url)
    guard ["/v1", "/v1/"].contains(parts.path), !parts.scheme.isEmpty, !url.contains("$"),
      !HostNames.isLoopback(parts.host)
    else { return nil }
    return parts.scheme + "://" + parts.authority
  }

  private func embedding(_ variable: Variable, _ value: String) -> [Fact] {
    let engine = self.value(of: "RAG_EMBEDDING_ENGINE")
    if engine == "ollama", value.hasPrefix("sentence-transformers/") {
      return [fact(variable, problem: .unknownWord, corrected: "nomic-embed-text", counterpart: "Ollama")]
    }
    // Hugging Face names have a slash. Names in Ollama's library have no slash, and may have a tag.
    let isVariable = variables.contains { $0.name == "RAG_EMBEDDING_ENGINE" && $0.value == nil }
    // Open WebUI prefixes a name without a slash with sentence-transformers/, which has no model of the library's names
    // (`backend/open_webui/retrieval/utils.py`, get_model_path).
    let isOllamas = value.contains(":") || isComplete && ModelCatalogue.standard.can("embedding", named: value)
    guard engine == nil || engine == "", !isVariable, isOllamas, !value.contains("/") else { return [] }
    return [fact(variable, problem: .unknownWord, counterpart: "Hugging Face")]
  }

  /// The engine has an address of its own, which is OpenAI's where none is written, whatever chats use
  /// (open-webui `backend/open_webui/config.py`: OPENAI_API_BASE_URL is set back before it is taken for a default).
  private func embeddingEngine(_ variable: Variable, _ value: String) -> [Fact] {
    let own = "RAG_OPENAI_API_BASE_URL"
    let chat = ["OPENAI_API_BASE_URL", "OPENAI_API_BASE_URLS"].compactMap { self.value(of: $0) }
    guard value == "openai", isComplete, !variables.contains(where: { $0.name == own }), !chat.isEmpty,
      chat.allSatisfy({ !$0.contains("api.openai.com") && !$0.contains("$") && $0.contains("://") })
    else { return [] }
    var fact = Fact(
      FactID(.key, variable.document, variable.address), at: variable.at,
      related: [.owner: client, .client: client])
    fact.infer(.name, .text(own))
    fact.infer(.kind, .text("client-setting"))
    fact.infer(.format, .text(OpenWebUI.kind))
    fact.infer(.status, .known)
    fact.write(.problem, .incomplete, at: variable.at)
    fact.infer(
      .consequence,
      .text("Without it, documents are sent to api.openai.com for embedding, whatever chats use"))
    return [fact]
  }

  private func timeout(_ variable: Variable, _ value: String) -> [Fact] {
    let digits = String(value.prefix { $0.isASCII && $0.isNumber })
    let unit = value.dropFirst(digits.count)
    if !digits.isEmpty, ["s", "sec", "secs", "seconds", "m", "min"].contains(unit), let number = Int(digits),
      number < 100_000
    {
      return [
        fact(variable, problem: .notANumber, corrected: String(unit.hasPrefix("m") ? number * 60 : number))
      ]
    }
    guard let seconds = Int(value), seconds > 0, seconds < 120 else { return [] }
    return [fact(variable, problem: .tooShort, corrected: "600")]
  }

  private func fact(
    _ variable: Variable, status: KeyStatus = .known, replacement: String? = nil, problem: ValueFault? = nil,
    corrected: String? = nil, consequence: String? = nil, counterpart: String? = nil
  ) -> Fact {
    SettingFact.of(
      variable, kind: "webui-variable", format: format, owner: client, hasValue: true, status: status, problem: problem,
      replacement: replacement, corrected: corrected, consequence: consequence, counterpart: counterpart)
  }
}
