import Knowledge
import Vocabulary

/// What the variables given to an Ollama server make of it, and what is wrong with them.
enum ServerVariables {
  /// Whether a setting that everything on a machine gets is meant for its server: clients have no use for a store, and
  /// connect to no wildcard. A card that ROCm needs an override for needs it in each program.
  static func isServers(_ name: String, _ value: String?) -> Bool {
    if serverOnly.contains(name) || ["OLLAMA_MODELS", "HSA_OVERRIDE_GFX_VERSION"].contains(name) { return true }
    guard name == "OLLAMA_HOST", let value else { return false }
    return ["0.0.0.0", "::", "[::]"].contains { value == $0 || value.hasPrefix($0 + ":1") }
  }

  /// Sets the server's attributes from its variables; the last assignment of a name wins.
  static func apply(_ variables: [Variable], to server: inout Fact) {
    for variable in variables {
      let at = variable.valueAt
      let text = variable.value.map(OllamaVariable.trimmed)
      switch variable.name {
      case "OLLAMA_CONTEXT_LENGTH": write(.context, number(text), text, at, &server)
      case "OLLAMA_NUM_PARALLEL": write(.parallel, number(text), text, at, &server)
      case "OLLAMA_MAX_LOADED_MODELS": write(.maxLoaded, number(text), text, at, &server)
      case "OLLAMA_IGPU_ENABLE": write(.integratedGPU, truth(text), text, at, &server)
      case "LLAMA_ARG_THREADS": write(.threads, number(text), text, at, &server)
      case "LLAMA_ARG_CACHE_RAM": write(.promptCache, number(text), text, at, &server)
      case "OLLAMA_KV_CACHE_TYPE": write(.kvCacheType, text.map { .text($0.lowercased()) }, text, at, &server)
      case "OLLAMA_FLASH_ATTENTION": write(.flashAttention, truth(text), text, at, &server)
      case "OLLAMA_VULKAN": write(.vulkan, truth(text), text, at, &server)
      case "OLLAMA_NO_CLOUD": write(.noCloud, truth(text), text, at, &server)
      case "OLLAMA_KEEP_ALIVE":
        write(
          .keepAlive, text.flatMap(GoValues.seconds).flatMap { abs($0) < 1e15 ? .integer(Int($0)) : nil },
          text, at, &server)
      case "OLLAMA_HOST": host(text, at, &server)
      case "OLLAMA_ORIGINS":
        let list = text?.split(separator: ",").map { String($0.drop { $0 == " " }) }
        write(.origins, list.map(Value.texts), text, at, &server)
      case "OLLAMA_MODELS": write(.modelsDirectory, text.map(Value.text), text, at, &server)
      default: break
      }
    }
  }

  /// The variable that says so; `nil` for what is no variable's business.
  static func assignment(_ attribute: Attribute, _ value: Value) -> (name: String, value: String)? {
    switch (attribute, value) {
    case (.context, .integer(let tokens)): ("OLLAMA_CONTEXT_LENGTH", String(tokens))
    case (.parallel, .integer(let count)): ("OLLAMA_NUM_PARALLEL", String(count))
    case (.maxLoaded, .integer(let count)): ("OLLAMA_MAX_LOADED_MODELS", String(count))
    case (.integratedGPU, .flag(let isOn)): ("OLLAMA_IGPU_ENABLE", isOn ? "1" : "0")
    case (.kvCacheType, .text(let type)): ("OLLAMA_KV_CACHE_TYPE", type)
    case (.flashAttention, .flag(let isOn)): ("OLLAMA_FLASH_ATTENTION", isOn ? "1" : "0")
    case (.noCloud, .flag(let isOn)): ("OLLAMA_NO_CLOUD", isOn ? "1" : "0")
    default: nil
    }
  }

  /// A value that Ollama cannot read counts as not set; one that these files do not show stays unknown.
  private static func write(
    _ attribute: Attribute, _ value: Value?, _ text: String?, _ at: SourceRange, _ server: inout Fact
  ) {
    if let text, text.isEmpty || value == nil {
      server.attributes[attribute] = nil
    } else {
      server.write(any: attribute, value, at: at)
    }
  }

  private static func number(_ text: String?) -> Value? {
    text.flatMap(GoValues.integer).flatMap { $0 >= 0 ? .integer($0) : nil }
  }

  private static func truth(_ text: String?) -> Value? { text.map { .flag(GoValues.bool($0) ?? true) } }

  private static func host(_ text: String?, _ at: SourceRange, _ server: inout Fact) {
    guard let text else {
      server.write(.hostAddress, nil, at: at)
      server.write(.port, nil, at: at)
      return
    }
    guard !text.isEmpty else { return }
    let url = URLParts(text.contains("://") ? text : "ollama://" + text)
    // Ollama does not start with what is not an address, so it listens nowhere.
    guard OllamaVariable.isAddress(url.host), !url.host.isEmpty || !text.contains("@") else {
      server.write(.hostAddress, nil, at: at)
      server.write(.port, nil, at: at)
      return
    }
    server.write(.hostAddress, .text(url.host.isEmpty ? "0.0.0.0" : url.host), at: at)
    server.write(
      .port, .integer(url.port ?? (url.scheme == "http" ? 80 : url.scheme == "https" ? 443 : 11434)), at: at)
  }

  /// One fact for each variable that Ollama reads or that looks as if it were meant for it.
  static func facts(_ variables: [Variable], of owner: FactID, version: Version?, format: String) -> [Fact] {
    let version = version ?? pinned(in: variables)
    return counting(variables).compactMap { variable in
      let fact = fact(variable, owner, version, format)
      guard variable.isBorrowed, let status = fact?[.status], status != .known else { return fact }
      return self.fact(variable.whereNamed, owner, version, format)
    }
      + proxies(variables, of: owner, format: format) + deviceOrder(variables, of: owner, format: format)
  }

  /// Settings of the server without its prefix: `NUM_PARALLEL=2`. Where nothing but Ollama starts, nothing reads them.
  static func withoutPrefix(_ variables: [Variable], of server: FactID, format: String) -> [Fact] {
    variables.compactMap { variable in
      let meant = "OLLAMA_" + variable.name
      guard serverOnly.contains(meant), variable.name.contains("_"), variable.document == server.document, !variable.isBorrowed,
        !variables.contains(where: { $0.name == meant })
      else { return nil }
      var fact = SettingFact.of(
        variable, kind: "variable", format: format, owner: server, hasValue: true, status: .misspelt, replacement: meant)
      if !OllamaVariable.isHarmless(meant, variable.value.map(OllamaVariable.trimmed)) { fact.infer(.takesEffect, true) }
      return fact
    }
  }

  /// Without those that are set once more under the same name: the last counts, to Docker and to readers of `.env` alike.
  private static func counting(_ variables: [Variable]) -> [Variable] {
    var seen: Set<FactID> = []
    return variables.reversed().filter { seen.insert(FactID(.key, $0.document, $0.address)).inserted }.reversed()
  }

  /// The release of an image that is named among the variables, for the file that starts the server to take it from:
  /// `OLLAMA_IMAGE=ollama/ollama:0.5.12`.
  private static func pinned(in variables: [Variable]) -> Version? {
    variables.lazy.compactMap(\.value).filter { $0.contains("/") && !$0.contains("://") }.map(ImageName.init)
      .first { $0.isOllamas && $0.version != nil }?.version
  }

  /// Cards by their numbers, where nothing says how CUDA counts them.
  private static func deviceOrder(_ variables: [Variable], of owner: FactID, format: String) -> [Fact] {
    guard owner.subject == .server, !variables.contains(where: { $0.name == "CUDA_DEVICE_ORDER" }),
      let variable = variables.last(where: { $0.name == "CUDA_VISIBLE_DEVICES" }), let value = variable.value,
      VisibleDevices.dependsOnOrder(value)
    else { return [] }
    var fact = Fact(
      FactID(.key, variable.document, variable.address + ["order"]), at: variable.at,
      related: [.owner: owner, .server: owner])
    fact.write(.name, .text(variable.name), at: variable.nameAt)
    fact.write(.value, .text(value), at: variable.valueAt)
    fact.infer(.kind, .text("device-order"))
    fact.infer(.format, .text(format))
    return [fact]
  }

  /// The proxy of an example, and HTTP_PROXY in a server's environment, where no list of exceptions has the address that it
  /// listens on.
  private static func proxies(_ variables: [Variable], of owner: FactID, format: String) -> [Fact] {
    guard owner.subject == .server else { return [] }
    let examples =
      owner.document.isDocumentation
      ? []
      : variables.filter(isExampleProxy).map {
        SettingFact.of($0, kind: "proxy", format: format, owner: owner, hasValue: true, problem: .placeholder)
      }
    let excepted = variables.contains { variable in
      variable.name.lowercased() == "no_proxy"
        && (variable.value.map { $0.contains("0.0.0.0") || $0 == "*" } ?? true)
    }
    guard !excepted else { return examples }
    return examples
      + variables.compactMap { variable in
        guard ["HTTP_PROXY", "http_proxy"].contains(variable.name), variable.value?.isEmpty == false else {
          return nil
        }
        return SettingFact.of(variable, kind: "proxy", format: format, owner: owner, hasValue: true)
      }
  }

  /// Whether a proxy has a name that is kept free for examples (RFC 2606).
  private static func isExampleProxy(_ variable: Variable) -> Bool {
    guard ["https_proxy", "all_proxy"].contains(variable.name.lowercased()), let value = variable.value else { return false }
    let host = URLParts(value).host.lowercased()
    return ["example.com", "example.org", "example.net"].contains { host == $0 || host.hasSuffix("." + $0) } || URLParts.isForReader(host)
  }

  private static func fact(_ variable: Variable, _ owner: FactID, _ version: Version?, _ format: String)
    -> Fact?
  {
    let known = OllamaVariable.named(variable.name)
    let meant =
      owner.subject == .server
      ? OllamaVariable.meant(byServers: variable.name) : OllamaVariable.damaged(variable.name)
    guard known != nil || variable.name.hasPrefix("OLLAMA_") || meant != nil else { return nil }
    var fact = Fact(
      FactID(.key, variable.document, variable.address), at: variable.at, related: [.owner: owner])
    if owner.subject == .server { fact.related[.server] = owner }
    fact.write(.name, .text(variable.name), at: variable.nameAt)
    fact.infer(.kind, .text("variable"))
    fact.infer(.format, .text(format))
    fact.write(.value, variable.value.map(Value.text), at: variable.valueAt)
    stand(known, meant, variable, version, &fact)
    let isBound = variable.name == "OLLAMA_HOST" && owner.subject == .server
    // Backends had other names before, such as `rocm` (ollama/ollama v0.20.0, CMakePresets.json).
    let isOlder =
      variable.name == "OLLAMA_LLM_LIBRARY"
      && (version.map { $0 < .llamaServer } ?? (format == "NixOS" && variable.value == "rocm"))
    // A variable that does nothing has no second finding about its value.
    if !variable.isMisread, !isOlder, fact[.status] != .ignored, let value = variable.value,
      let problem = isBound ? OllamaVariable.bindingProblem(value) : known?.problem(with: value)
    {
      fact.write(any: .problem, .text(problem.kind.rawValue), at: variable.valueAt)
      fact.infer(.expected, .text(problem.expected))
      if let corrected = problem.corrected { fact.infer(.corrected, .text(corrected)) }
      if let from = variable.fallbackOf { fact.infer(.fromVariable, .text(from)) }
    }
    return fact
  }

  private static func stand(
    _ known: OllamaVariable?, _ meant: String?, _ variable: Variable, _ version: Version?, _ fact: inout Fact
  ) {
    func status(_ word: KeyStatus) { fact.write(.status, word, at: variable.nameAt) }
    func takesEffect(as name: String) {
      let value = variable.value.map(OllamaVariable.trimmed)
      if !OllamaVariable.isHarmless(name, value) { fact.infer(.takesEffect, true) }
    }
    guard let known else {
      let nearest = meant ?? OllamaVariable.nearest(to: variable.name)
      status(nearest == nil ? .unknown : .misspelt)
      if let nearest {
        fact.infer(.replacement, .text(nearest))
        takesEffect(as: nearest)
      }
      return
    }
    switch known.standing {
    case .read:
      // It is still read, but no longer does what it is for.
      if let ineffective = known.ineffectiveSince, let version, let limit = Version(ineffective),
        version >= limit,
        variable.value.map(OllamaVariable.trimmed) != "0"
      {
        status(.ignored)
        fact.infer(.removedIn, .text(ineffective))
        if let instead = known.instead { fact.infer(.expected, .text(instead)) }
      } else {
        status(.known)
      }
    case .elsewhere: status(.foreign)
    case .foreign(let program):
      status(.foreign)
      fact.infer(.program, .text(program))
    case .invented(let instead):
      status(.invented)
      if let instead {
        fact.infer(.replacement, .text(instead))
        takesEffect(as: instead)
      }
    case .removed(let release):
      // A pinned older version may still read it.
      if let version, let removal = Version(release), version < removal {
        status(.known)
      } else {
        status(.removed)
      }
      fact.infer(.removedIn, .text(release))
    }
    guard let since = known.since else { return }
    fact.infer(.since, .text(since))
    if let version, let first = Version(since), version < first {
      fact.infer(.newerThan, .text(version.description))
    }
  }
}
