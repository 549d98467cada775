import Knowledge
import Syntax
import Vocabulary

/// Models that environment variables name for whatever program reads them: `OLLAMA_MODEL=qwen3:8b`.
///
/// What the program does with a model is not known from a variable, only that Ollama is asked for it by that name.
enum ModelVariables {
  /// - Parameter variables: of one file, or of one container.
  static func uses(_ all: [Variable], of owner: FactID) -> [Fact] {
    // Of two lines with one name the later one counts.
    let last = Dictionary(all.enumerated().map { ($1.name, $0) }) { $1 }
    let variables = all.enumerated().filter { last[$1.name] == $0 }.map(\.element)
    let chosenBeside = Set(
      variables.filter { isOllama($0) }.flatMap { AddressVariable.of($0.name)?.models ?? [] })
    let asksOnlyOllama = asksOnlyOllama(variables)
    let chosen = chosen(by: variables)
    let asksAnother = variables.contains { variable in
      variable.name.hasSuffix("PROVIDER") && ["openai", "azure", "anthropic", "custom"].contains(variable.value?.lowercased())
    }
    // With a variable of its own for Ollama's model, the common one is another provider's.
    let hasOwn = variables.contains { isOfOllama($0.name) && $0.value?.isEmpty == false }
    return variables.compactMap { variable in
      guard let name = variable.value, isName(name) else { return nil }
      let isVendors = vendors.contains(where: name.hasPrefix)
      // Where another provider is chosen, the vendor's model is no question to Ollama.
      if isVendors, asksAnother { return nil }
      let isNamed =
        isOfOllama(variable.name) || chosenBeside.contains(variable.name)
        || chosen.contains(variable.name) && !(isVendors && hasOwn)
        || asksOnlyOllama && !isVendors
          && (isOfSomeServer(variable.name)
            // Names of other libraries' models for embeddings are as short as Ollama's.
            || isForEmbeddings(variable.name) && variable.name != "RAG_EMBEDDING_MODEL"
              && ModelName(name).flatMap(ModelCatalogue.standard.model) != nil)
      return isNamed ? use(name, of: variable, owner) : nil
    }
  }

  /// The variables for models next to a choice of Ollama under the same name: `LLM_MODEL` for `LLM_PROVIDER=ollama`.
  private static func chosen(by variables: [Variable]) -> Set<String> {
    var names: Set<String> = []
    for variable in variables where variable.value?.lowercased() == "ollama" {
      guard let choice = (choices + ["_ENGINE"]).first(where: variable.name.hasSuffix) else { continue }
      let prefix = String(variable.name.dropLast(choice.count).trimming { $0 == "_" })
      if prefix.isEmpty {
        names.formUnion(["MODEL", "MODEL_NAME", "LLM_MODEL"])
      } else if prefix.split(separator: "_").last == "MODEL" {
        names.formUnion([prefix, prefix + "_NAME", prefix + "_ID"])
      } else {
        names.formUnion(ends.map { "\(prefix)_\($0)" })
      }
    }
    return names
  }

  private static func use(_ name: String, of variable: Variable, _ owner: FactID) -> Fact {
    var fact = Fact(
      FactID(.modelUse, variable.document, variable.address + ["model"]), at: variable.valueAt,
      related: [.owner: owner])
    fact.write(.name, .text(name), at: variable.valueAt)
    fact.infer(any: .roles, .texts([isForEmbeddings(variable.name) ? "embed" : "run"]))
    fact.infer(.isOllama, .flag(true))
    return fact
  }

  /// Whether a description says of the same variable which model it names: that is more exact.
  static func isSaid(_ use: Fact, by described: Set<FactID>) -> Bool {
    use.subject == .modelUse && use.id.address.last == "model"
      && described.contains(FactID(.modelUse, use.id.document, Array(use.id.address.dropLast())))
  }

  /// The change of a variable that a change of its model is.
  static func variableChange(_ change: Change) -> Change? {
    guard change.fact.subject == .modelUse, change.fact.address.last == "model",
      case .set(.name, .text(let name)) = change.action
    else { return nil }
    return Change(
      FactID(.key, change.fact.document, Array(change.fact.address.dropLast())), .set(.value, .text(name)))
  }

  // MARK: Names of variables

  private static let ends = ["MODEL", "MODEL_NAME", "MODEL_ID"]

  /// `OLLAMA_MODEL`, `OLLAMA_EMBED_MODEL`, `DEFAULT_OLLAMA_MODEL_NAME`.
  private static func isOfOllama(_ name: String) -> Bool {
    name.split(separator: "_").contains("OLLAMA") && ends.contains { name.hasSuffix("_" + $0) }
  }

  /// `EMBEDDING_MODEL`, `OLLAMA_EMBED_MODEL_NAME`.
  private static func isForEmbeddings(_ name: String) -> Bool {
    ends.contains { name.hasSuffix("_" + $0) } && name.split(separator: "_").contains { $0.hasPrefix("EMBED") }
      && !name.contains("RERANK")
  }

  /// `MODEL_NAME`, `LLM_MODEL`, `SECONDARY_MODEL`.
  private static func isOfSomeServer(_ name: String) -> Bool {
    ends.contains { name == $0 || name.hasSuffix("_" + $0) }
      && !name.split(separator: "_").contains { others.contains(String($0)) }
  }

  // MARK: Values

  /// Whether a value may be the name of one model, and no list or word for one of several.
  private static func isName(_ value: String) -> Bool {
    !value.isEmpty && value.utf8.count < 200
      && value.utf8.allSatisfy { $0 > 0x20 && !"$,;{}<>|\"'\\".utf8.contains($0) }
      && !["opus", "sonnet", "haiku", "default", "inherit", "true", "false", "yes", "no", "on", "off"].contains(value.lowercased())
      // As LiteLLM reads it, whose names have their own checks.
      && !["ollama/", "ollama_chat/", "openai/"].contains(where: value.hasPrefix)
  }

  // MARK: Servers

  private static func isOllama(_ variable: Variable) -> Bool {
    guard let value = variable.value else { return false }
    let url = URLParts(value)
    return url.port == EndpointPorts.ollama || isServer(variable)
  }

  /// An address under Ollama's name, whatever its port; its own service has models of its own.
  private static func isServer(_ variable: Variable) -> Bool {
    guard variable.name.split(separator: "_").contains("OLLAMA"), let value = variable.value else { return false }
    let host = URLParts(value).host.lowercased()
    return (value.contains("://") || variable.name.hasSuffix("HOST")) && !host.isEmpty && host != "0.0.0.0"
      && !host.contains("$") && host != "ollama.com" && !host.hasSuffix(".ollama.com")
  }

  private static let choices = ["PROVIDER", "BACKEND", "BINDING", "_TYPE"]

  /// Whether the variables name one kind of server for models, Ollama, and nothing chooses another.
  private static func asksOnlyOllama(_ variables: [Variable]) -> Bool {
    let words = ["LLM", "OPENAI", "OLLAMA", "API_BASE", "BASE_URL", "MODEL", "ENDPOINT"]
    let addresses = variables.filter { variable in
      variable.value?.contains("://") == true && words.contains(where: variable.name.contains) || isServer(variable)
    }
    guard !addresses.isEmpty, addresses.allSatisfy(isOllama) else { return false }
    return variables.allSatisfy { variable in
      if choices.contains(where: variable.name.hasSuffix) {
        return variable.value.map { $0.isEmpty || ollamas.contains($0.lowercased()) } ?? false
      }
      return !variable.name.hasSuffix("API_KEY") || variable.value?.isEmpty == true
        || ["LLM", "OPENAI", "OLLAMA", "API"].contains(variable.name.prefix { $0 != "_" })
    }
  }
}
