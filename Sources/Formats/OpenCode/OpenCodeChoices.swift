import ClientDescription
import Knowledge
import Syntax
import Vocabulary

/// Models that are chosen and not there, or not where the work is done.
struct OpenCodeChoices {
  private let own: OpenCodeFile
  private let local: [ClientReader.Server]

  init(_ own: OpenCodeFile) {
    self.own = own
    local = own.local
  }

  func add(to file: inout ClientFile) {
    for choice in own.choices where isKnown(choice) && !local.isEmpty { addUnknown(choice, to: &file) }
    addMissingProvider(to: &file)
    guard let main = own.choices.first(where: { $0.path == ["model"] }), isLocal(main),
      let small = own.choices.first(where: { $0.path == ["small_model"] }), small.provider != nil, !isLocal(small)
    else { return }
    file.addKey(small.path, problem: .remote, corrected: main.prefix + main.name)
  }

  /// Text that is known before OpenCode runs: no `{env:NAME}`, no `{file:PATH}`.
  private func isKnown(_ choice: ClientReader.Choice) -> Bool {
    let text = choice.prefix + choice.name
    guard !text.contains("{env:"), !text.contains("{file:"), let node = own.view.tree[choice.path] else { return false }
    return !own.view.tree.document.holes.contains { $0.overlaps(node.range) }
  }

  private func isLocal(_ choice: ClientReader.Choice) -> Bool {
    guard let server = local.first(where: { $0.id == choice.provider }) else { return false }
    let model = own.view.tree[server.scope.path + ["models", .key(choice.name)]]
    return ModelName(model?["id"]?.text ?? model?["modelID"]?.text ?? choice.name)?.isCloud != true
  }

  /// A choice of a local provider's model that is not among its models, or of no provider at all.
  private func addUnknown(_ choice: ClientReader.Choice, to file: inout ClientFile) {
    guard let id = choice.provider else {
      return add(choice, Self.prefixed(choice.name, among: offered), to: &file)
    }
    guard let server = local.first(where: { $0.id == id }) else { return addStrange(choice, id, to: &file) }
    let known = Set(local.filter { $0.id == id }.flatMap { ClientReader.models(of: $0, in: own.view) })
    guard !known.isEmpty, !known.contains(choice.name), !own.discoversModels(server),
      !own.others.contains(where: { $0.models(of: id).contains(choice.name) })
    else { return }
    add(choice, Self.near(choice.name, among: known).map { id + "/" + $0 }, to: &file)
  }

  private var offered: [(id: String, models: Set<String>)] {
    local.map { ($0.id, Set(ClientReader.models(of: $0, in: own.view))) }
  }

  /// A model with the prefix that it lacks, where one provider has it: `qwen3:8b`, and `ollama:qwen3:8b` with a colon for the slash.
  static func prefixed(_ text: String, among known: [(id: String, models: Set<String>)]) -> String? {
    let found = Set(
      known.flatMap { provider in
        provider.models.filter { $0 == text || text == provider.id + ":" + $0 }.map { provider.id + "/" + $0 }
      })
    return found.count == 1 ? found.first : nil
  }

  private static func near(_ model: String, among known: Set<String>) -> String? {
    // No suggestions among more than 500 names: matches would be coincidental.
    let candidates = known.count < 500 ? known.sorted() : []
    return candidates.first {
      $0.lowercased() == model.lowercased() || $0 == model + ":latest" || $0 + ":latest" == model
    } ?? Nearest.match(model, among: candidates)
      ?? Nearest.match(model + ":latest", among: candidates)
  }

  /// A provider that is not declared here: its name is close to that of a local one, or it is not one of OpenCode's built-in
  /// providers and exactly one local provider has the model.
  private func addStrange(_ choice: ClientReader.Choice, _ id: String, to file: inout ClientFile) {
    if id.contains(":"), own.servers(id).isEmpty, let meant = Self.prefixed(id + "/" + choice.name, among: offered) {
      return add(choice, meant, to: &file)
    }
    guard own.servers(id).isEmpty,
      let near = Nearest.match(id, among: having(choice.name).map(\.id)) ?? onlyOne(having: choice.name, besides: id)
    else { return }
    add(choice, near + "/" + choice.name, to: &file)
  }

  private func having(_ model: String) -> [ClientReader.Server] {
    local.filter { ClientReader.models(of: $0, in: own.view).contains(model) }
  }

  /// Names with a tag are Ollama's, and words such as these are not makers' names (models.dev).
  private func onlyOne(having model: String, besides id: String) -> String? {
    let owners = having(model)
    let isNobodys = ["local", "ollama", "llama", "localhost", "self", "home", "my"].contains {
      id.lowercased().hasPrefix($0) && !id.lowercased().contains("cloud")
    }
    guard owners.count == 1, model.contains(":"), isNobodys,
      !OpenCodeFile.isAnywhere(provider: id, in: own.view.workspace)
    else { return nil }
    return owners[0].id
  }

  /// Models of a provider `ollama` that no file here defines. OpenCode has no built-in provider of that name (its own come
  /// from models.dev, which lists `ollama-cloud` and `lmstudio`).
  private func addMissingProvider(to file: inout ClientFile) {
    let id = "ollama"
    let document = own.view.tree.document.id
    guard document.embedding.isEmpty, !document.isExample, own.servers(id).isEmpty,
      let choice = own.choices.first(where: { $0.provider == id && !$0.name.isEmpty }),
      !OpenCodeFile.isAnywhere(provider: id, in: own.view.workspace)
    else { return }
    add(choice, nil, counterpart: id, to: &file)
  }

  private func add(
    _ choice: ClientReader.Choice, _ replacement: String?, counterpart: String? = nil, to file: inout ClientFile
  ) {
    file.addKey(
      choice.path, kind: CheckKind.model.rawValue, status: replacement == nil ? .unknown : .misspelt,
      replacement: replacement, counterpart: counterpart, keyIsValue: true)
  }
}
