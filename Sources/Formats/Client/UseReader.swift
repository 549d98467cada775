import ClientDescription
import Syntax
import Vocabulary

/// Reads how a model is used.
struct UseReader {
  private let view: SettingsView
  private let use: UseDescription

  init(_ view: SettingsView, _ use: UseDescription) {
    self.view = view
    self.use = use
  }

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
    if let path = place(reachable(use.tools), scope) { fact.flag(.tools, path) }
    if let word = use.toolsWord, let list = view.place(word.list, from: scope) {
      fact.word(.tools, word.word, in: list)
    }
    if let offered = use.toolsOffered, own != nil { fact.infer(.toolsOffered, .flag(offered)) }
    if let path = place(reachable(use.images), scope) { fact.flag(.images, path) }
    if view.holds(use.thinks, at: scope) { fact.infer(.thinks, .flag(true)) }
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

  private func place(_ paths: [SettingPath], _ scope: SettingsScope) -> [PathStep]? {
    view.first(paths, from: scope) ?? paths.first.flatMap { view.place($0, from: scope) }
  }
}
