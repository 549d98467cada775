import Knowledge
import Syntax
import Vocabulary

/// What the variables given to a container say of it as a client of Ollama.
enum ClientVariables {
  /// Whether the program of an image, and so what it does with its variables, is known.
  private static func isKnown(_ image: ImageName?, _ known: OwnDescriptions) -> Bool {
    image.map { $0.isOpenWebUI || known.entry(ofImage: $0.repository) != nil } ?? false
  }

  /// Whether a variable's value is the address of an Ollama server, by its name or its port.
  static func isAddress(of name: String, _ value: String) -> Bool {
    isOllamas(name) || URLParts(value).port == EndpointPorts.ollama
  }

  /// Whether a variable's name says that it is the address of an Ollama.
  private static func isOllamas(_ name: String) -> Bool { AddressVariable.of(name)?.isOllamas == true }

  /// The path that the program of an image needs in the value of a variable; `nil` where that is not known.
  private static func wantedPath(_ name: String, by image: ImageName?, _ known: OwnDescriptions) -> String? {
    guard let variable = AddressVariable.of(name) else { return nil }
    // In an env file this name is LiteLLM's and Aider's; a container's own program may mean something else by it.
    let isLiteLLMs = image == nil && name == "OLLAMA_API_BASE"
    return variable.isOllamas && !isKnown(image, known) && !isLiteLLMs ? nil : variable.wantedPath
  }

  /// The address of an Ollama server in a variable that a shell or an env file hands to programs of the host,
  /// where it has the wrong path for them.
  ///
  /// - Parameter mayBeOwn: whether a program that no file describes may be the one that reads the variable of a name.
  static func misshapen(
    _ variable: Variable, of owner: FactID, mayBeOwn: (_ name: String) -> Bool = { _ in true }
  ) -> Fact? {
    guard let text = variable.value, !text.contains("$") else { return nil }
    let url = URLParts(text)
    let isTLS = isTLS(url) && isAddressName(variable.name)
    let known = AddressVariable.of(variable.name)
    let wanted = wantedPath(variable.name, by: nil, OwnDescriptions())
    // Without a scheme some programs complete an address by themselves.
    let isFault =
      variable.name != "OLLAMA_HOST" && known != nil && (wanted != nil || text.hasPrefix("http"))
      && AddressFault(text)?.corrected != nil
    guard known?.wantedPath != nil || isTLS || isFault else { return nil }
    let isElsewhere = variable.name.hasPrefix("OLLAMA_") && url.port == EndpointPorts.lmStudio
    guard
      isFault || isTLS || url.port == EndpointPorts.ollama || variable.name.hasPrefix("OLLAMA_")
        || isWrongAnywhere(url, wanted), isFault || !url.host.isEmpty && !url.scheme.isEmpty
    else { return nil }
    var fact = EndpointFact.make(
      FactID(.endpoint, variable.document, variable.address), url: text, at: variable.valueAt, from: "host",
      api: (known?.api ?? .native).rawValue, wantedPath: wanted)
    guard fact.text(.corrected) != nil || isTLS || isElsewhere || isPortless(url, variable.name) else {
      return nil
    }
    fact.infer(.name, .text(variable.name))
    // Any program may read these variables, and append a path of its own.
    let isOwn = mayBeOwn(variable.name) && variable.name.hasPrefix("OLLAMA_") && url.path.hasPrefix("/v1")
    if known?.isAnyones == true || isOwn { fact.infer(.unknownReader, .flag(true)) }
    fact.related = [.owner: owner]
    return fact
  }

  /// Whether an address of a machine lacks a port, which only Ollama's own command line would add.
  private static func isPortless(_ url: URLParts, _ name: String) -> Bool {
    let isMachine = url.host == "localhost" || url.host.allSatisfy { $0 == "." || $0.isNumber }
    return name.hasPrefix("OLLAMA_") && name != "OLLAMA_HOST" && isAddressName(name) && url.scheme == "http"
      && url.port == nil && url.path.isEmpty && isMachine
  }

  /// Whether TLS is asked of Ollama's port. Compose files may hand the same variable to a container, where localhost is
  /// another place; there, too, nobody serves TLS at that port.
  private static func isTLS(_ url: URLParts) -> Bool {
    let isNear =
      HostNames.isLoopback(url.host) || url.host.hasPrefix("192.168.")
      || url.host.hasPrefix("10.")
    return url.scheme == "https" && url.port == EndpointPorts.ollama && isNear
  }

  /// Whether a variable surely holds an address that some program connects to.
  private static func isAddressName(_ name: String) -> Bool {
    ["_URL", "_BASE", "_ENDPOINT", "_HOST", "_URI"].contains(where: name.hasSuffix) && !AddressVariable.isForOthers(name)
  }

  /// Whether a path is wrong at every server of one's own: what programs add by themselves, or nothing at a port of
  /// servers that answer below `/v1` alone.
  private static func isWrongAnywhere(_ url: URLParts, _ wanted: String?) -> Bool {
    guard LocalHost.isLocal(url.host) else { return false }
    let port = url.port ?? 0
    let isVersioned = EndpointPorts.versioned.contains(port) || port == EndpointPorts.lmStudio
    return switch wanted {
    case "/v1": url.path.hasSuffix("/v1/chat/completions") || url.path.isEmpty && isVersioned
    case "": ["/v1", "/v1/messages"].contains(url.path)
    default: false
    }
  }

  /// A URL, or a switch of a program that is known, which reaches the program with the quotes around it.
  static func quoted(_ variable: Variable, of client: FactID, isKnown: Bool, format: String) -> Fact? {
    // Ollama's own command line removes the quotes of OLLAMA_HOST.
    guard variable.name != "OLLAMA_HOST", let inner = variable.value.flatMap(OllamaVariable.insideQuotes),
      inner.contains("://") && (isOllamas(variable.name) || isModelServer(inner))
        || isKnown && ["true", "false"].contains(inner.lowercased())
    else { return nil }
    return SettingFact.of(
      variable, kind: "variable", format: format, owner: client, hasValue: true, status: .known, problem: .quoted,
      corrected: inner)
  }

  /// `OLLAMA_BASE_URL=OLLAMA_BASE_URL=http://...`: what follows the first equals sign is the value, and no address begins with the
  /// name of a variable.
  static func repeated(_ variable: Variable, of client: FactID, format: String) -> Fact? {
    guard let value = variable.value, let mark = value.firstIndex(of: "="), mark > value.startIndex,
      value[..<mark].allSatisfy({ $0 == "_" || $0.isASCII && ($0.isUppercase || $0.isNumber) })
    else { return nil }
    let meant = String(value[value.index(after: mark)...])
    guard meant.hasPrefix("http"), meant.contains("://"), isAddressName(variable.name), isOllamas(variable.name) || isModelServer(meant)
    else { return nil }
    return SettingFact.of(
      variable, kind: "variable", format: format, owner: client, hasValue: true, status: .known, problem: .duplicate,
      corrected: meant)
  }

  /// Whether a URL has the port of Ollama or LM Studio, for any program.
  private static func isModelServer(_ url: String) -> Bool {
    url.utf8.count < 512 && !url.contains(" ")
      && [EndpointPorts.ollama, EndpointPorts.lmStudio].contains(URLParts(url).port)
  }

  /// Whether a variable for models is given LM Studio's port on the program's own machine, which other programs use as well.
  private static func isOfLMStudio(_ name: String, _ url: URLParts) -> Bool {
    url.port == EndpointPorts.lmStudio
      && (HostNames.isLoopback(url.host) || url.host == ContainerSpec.hostName)
      && ["LMSTUDIO", "LM_STUDIO", "OPENAI", "LLM"].contains(where: name.uppercased().contains)
  }

  /// Usual ports of engines and proxies that have OpenAI's API, and of much else.
  private static let enginePorts = EndpointPorts.versioned.union([8080, 4000, EndpointPorts.modelRunner])

  /// Whether a variable for models is given OpenAI's API on the program's own machine, at a usual port of an engine.
  static func isOfEngine(_ name: String, _ value: String) -> Bool {
    let url = URLParts(value)
    return url.port.map(enginePorts.contains) == true && (url.path.hasSuffix("/v1") || url.path.hasSuffix("/v1/"))
      && HostNames.isLoopback(url.host)
      && ["OPENAI", "LLM"].contains(where: name.uppercased().contains)
  }

  /// Whether a variable for OpenAI's API has another container's name for its host.
  private static func isOfNeighbour(_ name: String, _ url: URLParts) -> Bool {
    AddressVariable.of(name)?.api == .openai && url.port != nil && url.port != EndpointPorts.ollama && url.host != "localhost"
      && !url.scheme.isEmpty && url.host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }

  /// Whether a variable is known by its whole name, so that programs agree on what it means.
  private static func isWhole(_ name: String) -> Bool { AddressVariable.of(name)?.name == name }

  /// Nobody lists as many servers; each fix of one writes the whole list.
  private static let mostURLs = 64

  /// The URLs of Ollama servers in a variable, recognised by its name or the port in its value.
  ///
  /// - Parameters:
  ///   - image: the container's, by which its program is known.
  ///   - known: the programs that are described.
  ///   - mayServe: whether an Ollama may run in the container itself.
  ///   - isLiteLLM: whether LiteLLM's names of models show that it calls the address, which appends `/api/...` then.
  static func endpoints(
    _ variable: Variable, of client: FactID, image: ImageName?, known: OwnDescriptions, sharesHostNetwork: Bool,
    mayServe: Bool = true,
    isLiteLLM: Bool = false
  ) -> [Fact] {
    guard let written = variable.value, !written.isEmpty, !AddressVariable.isForOthers(variable.name) else { return [] }
    // The image sets the variable over which this one never counts.
    if variable.name == "OLLAMA_API_BASE_URL", image?.isOpenWebUI == true { return [] }
    let value = OllamaVariable.insideQuotes(written) ?? written
    let listed = variable.name.hasSuffix("URLS") ? value.split(separator: ";").map(String.init) : [value]
    let texts = listed.prefix(mostURLs)
    return texts.enumerated().compactMap { index, text -> Fact? in
      let url = URLParts(text)
      if let fault = AddressFault(text) {
        // Open WebUI has a rule for what has no scheme.
        guard isOllamas(variable.name), variable.name != "OLLAMA_HOST", fault.corrected != nil,
          !url.scheme.isEmpty || image?.isOpenWebUI != true
        else { return nil }
      } else {
        let isServer =
          isOllamas(variable.name) || url.port == 11434 || isOfLMStudio(variable.name, url)
          || isOfEngine(variable.name, text) || isOfNeighbour(variable.name, url)
        guard isServer, !url.host.isEmpty, !text.contains(","), !text.contains(" ") else { return nil }
        guard !url.scheme.isEmpty || isOllamas(variable.name) else { return nil }
      }
      // A bundled server's own address is not an endpoint.
      if variable.name == "OLLAMA_HOST", url.host == "0.0.0.0", mayServe { return nil }
      var address = variable.address
      if texts.count > 1 { address.append(String(index)) }
      let isNeighbour = isOfNeighbour(variable.name, url)
      let wanted = isLiteLLM || isNeighbour ? nil : wantedPath(variable.name, by: image, known)
      // A name that does not mention Ollama is not a sign of its own API where LM Studio listens.
      let isOpenAI =
        isNeighbour || wanted == "/v1" || url.path.hasPrefix("/v1")
        || url.port == EndpointPorts.lmStudio && !variable.name.uppercased().contains("OLLAMA")
      var fact = EndpointFact.make(
        FactID(.endpoint, variable.document, address), url: text, at: variable.valueAt, from: "container",
        api: isOpenAI ? "openai" : "native", wantedPath: wanted)
      fact.write(.name, .text(variable.name), at: variable.nameAt)
      fact.related = [.owner: client, .client: client]
      // Whether the path is needed, the program that answers there says.
      if isNeighbour, isWhole(variable.name) || isKnown(image, known), let path = AddressVariable.of(variable.name)?.wantedPath {
        fact.infer(.wantedPath, path)
      }
      if !isKnown(image, known) { fact.infer(.unknownReader, .flag(true)) }
      if sharesHostNetwork { fact.infer(.sharesHostNetwork, .flag(true)) }
      if index == 0, listed.count > texts.count { fact.infer(.leftOut, listed.count - texts.count) }
      return fact
    }
  }
}

/// The address that Open WebUI's image takes where nobody writes one: `host.docker.internal:11434`
/// (open-webui/open-webui `Dockerfile`, ENV OLLAMA_BASE_URL="/ollama"; `backend/open_webui/config.py`).
enum OpenWebUIDefault {
  /// Whether it is an address that is not read where the image is not changed, which is a finding of its own.
  static func isUnread(_ variable: Variable) -> Bool {
    variable.name == "OLLAMA_API_BASE_URL"
      || ["OLLAMA_API_URL", "OLLAMA_API"].contains(variable.name) && variable.value?.contains("://") == true
  }

  /// `nil` where an address may come from anywhere, or Ollama is not used.
  static func endpoint(
    _ variables: [Variable], _ address: [String], of client: FactID, at range: SourceRange,
    sharesHostNetwork: Bool
  ) -> Fact? {
    guard
      !variables.contains(where: {
        Self.addressNames.contains($0.name) || $0.name == "ENABLE_OLLAMA_API" && $0.value?.lowercased() != "true"
      })
    else { return nil }
    let unread = variables.first(where: isUnread)
    var fact = EndpointFact.make(
      // What the old variable is renamed to is another address.
      FactID(.endpoint, client.document, address + ["OLLAMA_BASE_URL"] + (unread == nil ? [] : ["default"])),
      url: "http://host.docker.internal:11434",
      at: range, from: "container", api: "native", wantedPath: nil)
    fact.infer(.name, .text("OLLAMA_BASE_URL"))
    fact.infer(.isBuiltIn, .flag(true))
    if let unread { fact.infer(.unreadVariable, unread.name) }
    fact.related = [.owner: client, .client: client]
    if sharesHostNetwork {
      fact.infer(.sharesHostNetwork, .flag(true))
      fact.infer(.problem, .unresolved)
      fact.infer(.corrected, .text("http://127.0.0.1:11434"))
    }
    return fact
  }
}

/// Open WebUI as its container is set up.
enum OpenWebUI {
  static let kind = "Open WebUI"
  /// Where it keeps its accounts and chats.
  static let dataDirectory = "/app/backend/data"
  /// The port it listens on in its container.
  static let port = 8080

  /// Whether an image reads its variables under today's names; a commit or a digest does not tell.
  static func isCurrent(_ image: ImageName) -> Bool {
    guard let tag = image.tag, !tag.hasPrefix("git-") else { return !image.isPinnedByDigest }
    return Version(tag).map { $0 >= renamed } ?? true
  }

  /// By this release the variables of the web search had lost their RAG_ (backend/open_webui/config.py; the first to do so is
  /// somewhere in 0.6).
  private static let renamed = Version(0, 7, 0)

  /// Who must sign in, and with what the sessions are signed.
  static func apply(_ variables: [Variable], to client: inout Fact) {
    for variable in variables {
      if variable.name == "WEBUI_AUTH" {
        // Every other value than true turns it off (backend/open_webui/env.py).
        let word = variable.value?.lowercased()
        let isPlain = word == "true" || word == "false" || word == nil
        client.attributes[.auth] = Sourced(
          word.map { .flag($0 == "true") }, at: variable.valueAt,
          because: isPlain ? [] : [Reason("Open WebUI reads every value of WEBUI_AUTH except true as false", at: variable.valueAt)])
        if let name = variable.fallbackOf { client.infer(.authFallback, .text(name)) }
      }
      if ["DATABASE_URL", "DATABASE_TYPE", "DATABASE_HOST"].contains(variable.name),
        variable.value.map({ !$0.isEmpty && !$0.hasPrefix("sqlite") }) ?? true
      {
        client.write(.databaseElsewhere, .text(variable.name), at: variable.nameAt)
      }
      // Chroma is the one that is inside (open-webui `backend/open_webui/config.py`, VECTOR_DB and STORAGE_PROVIDER).
      let isVectors = variable.name == "VECTOR_DB" && variable.value?.lowercased() != "chroma"
      if isVectors || variable.name == "CHROMA_HTTP_HOST", variable.value?.isEmpty != true {
        client.write(.vectorsElsewhere, true, at: variable.nameAt)
      }
      if variable.name == "STORAGE_PROVIDER", variable.value.map({ !$0.isEmpty && $0 != "local" }) ?? true {
        client.write(.filesElsewhere, true, at: variable.nameAt)
      }
      if variable.name == "DEFAULT_MODELS", let models = variable.value, !models.contains(",") {
        client.write(.defaultModel, .text(models), at: variable.valueAt)
      }
      if variable.name == "WEBUI_SECRET_KEY" {
        // The examples' own keys. For an empty one the image makes a random one (open-webui `backend/start.sh`).
        let isWeak = variable.value.map { value in
          wellKnownKeys.contains { Glob.matches($0, value.lowercased()) }
        }
        client.write(.weakSecret, isWeak.map(Value.flag), at: variable.valueAt)
        if let name = variable.fallbackOf { client.infer(.weakSecretFallback, .text(name)) }
      }
    }
  }
}
