import ClientDescription
import Syntax
import Vocabulary

/// Reads how a model is used.
struct UseReader {
  let view: SettingsView
  let use: UseDescription

  /// - Parameter own: where the settings of the model are; `nil` where it has none.
  func read(_ fact: inout ClientFile.Use, own: SettingsScope?, server: SettingsScope) {
    let scope = own ?? server
    func reachable(_ paths: [SettingPath]) -> [SettingPath] {
      own == nil ? paths.filter(\.isAbsolute) : paths
    }
    let context = reachable(use.context)
    let attribute: Attribute = use.sendsContext ? .contextSent : .contextStated
    let written = use.contextWritten.flatMap { reachable([$0]).first } ?? context.first
    if let path = view.first(context, from: scope) ?? written.flatMap({ view.place($0, from: scope) }) {
      fact.tokens(attribute, path, form: use.isQuoted ? .quoted : .plain)
    }
    if let path = place(reachable(use.output), scope) { fact.tokens(.outputStated, path) }
    if let path = view.first(reachable(use.dimensions), from: scope), let node = view.tree[path] {
      fact.write(.dimensions, node.wholeNumber.map(Value.integer), at: node)
    } else if let length = use.unsetDimensions, let name = use.dimensions.first?.name {
      fact.infer(.dimensions, .integer(length), because: [Reason("\(name) is not set")])
      fact.infer(.dimensionsDefaulted, .flag(true))
    }
    if let path = place(reachable(use.tools), scope) { fact.flag(.tools, path) }
    if let word = use.toolsWord, let list = view.place(word.list, from: scope) {
      fact.word(.tools, word.word, in: list)
    }
    readOffer(&fact, own)
    if let path = place(reachable(use.images), scope) { fact.flag(.images, path) }
    if use.sendsImages { fact.infer(.images, .flag(true)) }
    let thinking = view.first(reachable(use.thinking), from: scope).flatMap { view.tree[$0]?.flag }
    if let thinks = thinking ?? (view.holds(use.thinks, at: scope) ? true : nil) {
      fact.infer(.thinks, .flag(thinks))
    }
    readInstructions(&fact, reachable(use.instructions), scope)
    if use.answerIsOnTop { fact.infer(.answerOnTop, .flag(true)) }
    if let needed = use.neededContext { fact.infer(.contextNeeded, .integer(needed)) }
    if let prompt = use.prompt { fact.prompts(prompt.tokens, because: prompt.reason) }
    for path in reachable(use.unsent) {
      for place in view.places(path, from: scope) where view.exists(place.path) {
        fact.contextOption(place.path, named: path.name ?? "")
      }
    }
    for rule in use.unset where view.holds(rule.when, at: scope) {
      switch rule.effect {
      case .sends(let tokens): fact.sends(tokens, because: rule.reason)
      case .countsOn(let tokens): fact.countsOn(tokens, because: rule.reason)
      case .fallback(let tokens): fact.fallback(tokens, because: rule.reason)
      case .unknown: fact.unknown(attribute)
      }
    }
  }

  /// Whether tools are offered; a list of what the model can do says it, and one without the word says no.
  private func readOffer(_ fact: inout ClientFile.Use, _ own: SettingsScope?) {
    guard let own else { return }
    if let word = use.toolsWord, let list = view.place(word.list, from: own).flatMap({ view.tree[$0] }),
      let items = list.items
    {
      guard !items.contains(where: { $0.text == word.word }) else { return }
      fact.write(.tools, .flag(false), at: list)
      // An empty list is there on purpose.
      if !items.isEmpty { fact.write(.toolsOffered, .flag(false), at: list) }
    } else if let offered = use.toolsOffered {
      fact.infer(.toolsOffered, .flag(view.holds(offered, at: own)))
    }
  }

  /// What the user's own instructions take of each chat, at about four characters a token.
  private func readInstructions(
    _ fact: inout ClientFile.Use, _ paths: [SettingPath], _ scope: SettingsScope
  ) {
    guard !paths.isEmpty, fact.fact.roles.contains(where: { $0 == .chat || $0 == .agent }) else { return }
    let texts = paths.flatMap { view.places($0, from: scope) }.compactMap { view.tree[$0.path] }
      .filter { $0.text != nil }
    guard let first = texts.first else { return }
    let tokens = texts.reduce(0) { $0 + ($1.text?.utf8.count ?? 0) } / 4
    fact.write(.promptTokens, .integer(tokens < 1000 ? tokens : (tokens + 50) / 100 * 100), at: first)
  }

  private func place(_ paths: [SettingPath], _ scope: SettingsScope) -> [PathStep]? {
    view.first(paths, from: scope) ?? paths.first.flatMap { view.place($0, from: scope) }
  }
}
