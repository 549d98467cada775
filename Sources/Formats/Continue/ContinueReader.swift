import Knowledge
import Syntax
import Vocabulary
import Wording

/// Reads a Continue configuration, if anything in it is local.
struct ContinueReader {
  private let tree: SettingsTree
  private let workspace: any Workspace
  private let isLegacy: Bool

  init(_ tree: SettingsTree, _ workspace: any Workspace) {
    self.tree = tree
    self.workspace = workspace
    isLegacy = ContinueLegacy.isLegacy(tree)
  }

  /// What Continue sends as num_ctx where neither it nor the Modelfile says (`core/llm/llms/Ollama.ts`).
  private static let fallbackContext = 8192
  private static let defaultServer = "http://localhost:11434"
  private static let defaultRoles = ["chat", "edit", "apply", "summarize"]

  func file() -> ClientFile? {
    let local = ContinueModel.all(in: tree).filter { $0.isLocal(in: tree) }
    let values = ContinueValues(tree)
    let keys = ContinueKeys(tree, workspace, isLegacy: isLegacy)
    let uses = isLegacy ? [] : ContinueKeys.modelsAsBlocks(in: tree)
    guard
      !local.isEmpty || !uses.isEmpty || keys.isConcerned
        || !isLegacy && LocalSigns([], SettingsView(tree: tree, workspace: workspace, hook: nil)).areThere
    else { return nil }
    var file = ClientFile(tree, program: "Continue", isOllama: local.contains { $0.isOllama(in: tree) })
    keys.addStanding(to: &file)
    // What is not read says nothing about models.
    if isLegacy, keys.isShadowed { return file }
    if !isLegacy { values.addStanding(local, to: &file) }
    if !isLegacy { values.addMerged(to: &file) }
    for path in uses {
      file.addKey(
        path, kind: "client-value", problem: .syntax, expected: "a block, as OWNER/NAME or file://PATH",
        consequence:
          "A model of Ollama has provider: ollama and model: \(tree[path]?.text ?? ""); Continue loads no model here"
      )
    }
    for model in local {
      add(model, to: &file)
      file.addSecret(
        model.path + ["apiKey"],
        replacement: isLegacy ? nil : "${{ secrets.\(secretName(of: model)) }}")
      keys.addRoles(model.path, to: &file)
      if !isLegacy { values.add(model, to: &file) }
    }
    if !isLegacy { values.addForgottenAddress(of: local, to: &file) }
    keys.addDescribed(to: &file)
    return file
  }

  /// A name for the key of a model.
  ///
  /// What somebody keeps as OPENAI_API_KEY is OpenAI's, and must not go to another server that speaks its language.
  private func secretName(of model: ContinueModel) -> String {
    let title = tree[model.path + ["name"]]?.text ?? model.provider
    let isOwn = tree[model.path + ["apiBase"]] == nil
    let words = (isOwn ? model.provider : title).uppercased().split {
      !($0.isASCII && ($0.isLetter || $0.isNumber))
    }
    let name = words.prefix(4).joined(separator: "_")
    let first = name.first?.isLetter == true ? "" : "MODEL_"
    return first + name + (name.isEmpty ? "API_KEY" : "_API_KEY")
  }

  private var options: PathStep { isLegacy ? "completionOptions" : "defaultCompletionOptions" }

  private func add(_ model: ContinueModel, to file: inout ClientFile) {
    let path = model.path
    let endpoint = file.addEndpoint(
      path + ["apiBase"], fallback: model.isNative ? Self.defaultServer : nil,
      at: tree[path + ["provider"]]?.range, api: model.isNative ? .native : .openai,
      shape: model.shape(in: tree), needsScheme: true, name: model.provider)
    guard tree[path + ["model"]]?.text != "AUTODETECT" else { return }
    let written = model.roles == nil ? tree[path + ["roles"]] : nil
    let names = model.roles ?? written?.items?.compactMap(\.text) ?? Self.defaultRoles
    let tools = offersTools(model)
    let roles = Self.roles(names, offersTools: tools == true)
    file.addUse(
      path, name: path + ["model"], api: model.isNative ? .native : .openai,
      isOllama: model.isOllama(in: tree),
      roles: roles, endpoint: endpoint
    ) { use in
      readTools(model, tools, &use)
      let request = tree[path + ["requestOptions", "extraBodyProperties", "think"]]
      if let thinks = tree[path + [options, "reasoning"]]?.flag ?? request?.flag {
        use.infer(.thinks, .flag(thinks))
      }
      if let written, written.items != nil { use.write(.roles, .texts(roles.map(\.rawValue)), at: written) }
      readContext(model, &use)
      readInstructions(model, &use)
    }
  }

  /// Instructions of the user's own, which go before every chat.
  private func readInstructions(_ model: ContinueModel, _ use: inout ClientFile.Use) {
    guard use.fact.roles.contains(where: { $0 == .chat || $0 == .agent }) else { return }
    let own = tree[model.path + (isLegacy ? ["systemMessage"] : ["chatOptions", "baseSystemMessage"])]
    let common =
      isLegacy
      ? [tree["systemMessage"]].compactMap { $0 } : (tree["rules"]?.items ?? []).map { $0["rule"] ?? $0 }
    let texts = ([own].compactMap { $0 } + common).filter { $0.text != nil }
    guard let first = texts.first else { return }
    // A token is about four characters.
    let tokens = texts.reduce(0) { $0 + ($1.text?.utf8.count ?? 0) } / 4
    use.write(.promptTokens, .integer(tokens < 1000 ? tokens : (tokens + 50) / 100 * 100), at: first)
  }

  private static func roles(_ names: [String], offersTools: Bool) -> [Role] {
    var roles: Set<Role> = []
    for name in names {
      switch name {
      // Only who requests tools is sure to work as an agent.
      case "chat": roles.insert(offersTools ? .agent : .chat)
      case "edit", "apply": roles.insert(.edit)
      case "autocomplete": roles.insert(.autocomplete)
      case "embed": roles.insert(.embed)
      default: break
      }
    }
    return roles.sorted { $0.rawValue < $1.rawValue }
  }

  /// What `capabilities` says of tools; `nil` where Continue goes by the model's name.
  private func offersTools(_ model: ContinueModel) -> Bool? {
    let capabilities = tree[model.path + ["capabilities"]]
    if let items = capabilities?.items { return items.contains { $0.text == "tool_use" } }
    guard isLegacy, let tools = tree[model.path + ["capabilities", "tools"]]?.flag else { return nil }
    return tools
  }

  private func readTools(_ model: ContinueModel, _ offered: Bool?, _ use: inout ClientFile.Use) {
    let list = model.path + ["capabilities"]
    if !isLegacy { use.word(.tools, "tool_use", in: list) }
    if offered == false, let node = tree[list] {
      use.write(.tools, .flag(false), at: node)
      // An empty list is there on purpose.
      if node.items?.isEmpty == false { use.write(.toolsOffered, .flag(false), at: node) }
    } else if offered == nil, let name = use.fact.text(.name) {
      use.infer(.toolsOffered, .flag(ContinueTools.areOffered(to: name)))
    }
  }

  private func readContext(_ model: ContinueModel, _ use: inout ClientFile.Use) {
    let inOptions = model.path + [options, "contextLength"]
    let direct = model.path + ["contextLength"]
    let isDirect = tree[direct] != nil || isLegacy && tree[inOptions] == nil
    use.tokens(model.isNative ? .contextSent : .contextStated, isDirect ? direct : inOptions)
    let output = model.path + [options, "maxTokens"]
    use.tokens(
      .outputStated,
      isLegacy && tree[output] == nil && tree["completionOptions", "maxTokens"] != nil
        ? ["completionOptions", "maxTokens"] : output)
    if model.isNative {
      use.fallback(
        Self.fallbackContext,
        because: "Continue requests \(Wording.tokens(Self.fallbackContext)) by default")
    }
  }
}
