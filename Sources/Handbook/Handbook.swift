import BuiltInRules
import ClientDescription
import Diagnostics
import Formats
import Knowledge
import RuleEngine
import Syntax

/// Everything that can be explained, by name.
///
/// `explain`, hovers and the documentation site show the same pages. What differs by machine is computed for the machine
/// that is given.
public struct Handbook: Sendable {
  /// What a word points to.
  public enum Answer: Sendable {
    case page(Page)
    /// A category of rules, or a model whose tags differ: what there is.
    case list(title: String, [Page])
    /// The nearest name, if one is near enough.
    case unknown(nearest: String?)
  }

  private let machine: Machine?
  /// Built in, and described by a project; the project's come first.
  private let clients: [ClientDescription]

  /// - Parameters:
  ///   - machine: what models are held against; `nil` where none is known.
  ///   - clients: programs that a project describes itself.
  public init(machine: Machine? = nil, clients: [ClientDescription] = []) {
    self.machine = machine
    let own = Set(clients.map(\.id))
    self.clients = clients + Self.programs.filter { !own.contains($0.id) }
  }

  /// Programs that have a description; settings of any other are recognised by their content, which is not a program to explain.
  static let programs = FormatRegistry.clients.filter { !ClientDescription.isOfAnyProgram($0.id) }

  // MARK: Asking

  /// Names are taken as they are written first, then in any case and with blanks for hyphens.
  public func look(up word: String) -> Answer {
    let folded = Self.folded(word)
    let rules = BuiltInRules.all.filter { $0.category == folded }.sorted { $0.id < $1.id }
    if var page = page(named: word) {
      // A category may have the name of a client, a place or a choice.
      page.add("Rules named \(folded)/", WatchingRules.content(named: rules.map(\.id)))
      return .page(page)
    }
    if !rules.isEmpty { return .list(title: "Rules about \(folded)", rules.map(RulePage.page)) }
    if folded == "ollama" { return .list(title: "Variables of the Ollama server", pages(of: .variable)) }
    if folded == "modelfile" {
      return .list(
        title: "Instructions and parameters of a Modelfile", pages(of: .instruction) + pages(of: .parameter))
    }
    if let name = names.first(where: { Self.folded($0) == folded }), let page = page(named: name) {
      return .page(page)
    }
    return .unknown(nearest: nearest(to: word))
  }

  /// The page of that very name.
  public func page(named word: String) -> Page? {
    if let rule = BuiltInRules.all.first(where: { $0.id == word }) { return RulePage.page(rule) }
    // Words that people look for, before what only sounds like a parameter.
    if let concept = Concept.named(word) { return concept }
    if let page = ParameterPage.page(word) ?? VariablePage.page(word) ?? InstructionPage.page(word) {
      return page
    }
    if let topology = Topology.named(word) { return TopologyPage.page(topology) }
    if let client = clients.first(where: { $0.id == word }) ?? client(called: word) { return ClientPage.page(client) }
    if let page = SettingPage.page(word) { return page }
    return ModelPage.page(word, on: machine) ?? GPUPage.page(word)
  }

  /// The described files of programs, by name. Descriptions of files that a program ignores are left out.
  private var programs: [ClientDescription] {
    clients.filter { !$0.id.hasSuffix("-unread") }.sorted { $0.id < $1.id }
  }

  /// Of several descriptions of one program the main one; files that it does not read are not page of it.
  private func client(called name: String) -> ClientDescription? {
    clients.filter { $0.name == name && !$0.id.hasSuffix("-unread") }.min { $0.id.utf8.count < $1.id.utf8.count }
  }

  /// Every page of a kind, sorted by name.
  public func pages(of kind: Page.Kind) -> [Page] {
    switch kind {
    case .rule: BuiltInRules.all.sorted { $0.id < $1.id }.map(RulePage.page)
    case .parameter: OllamaParameter.names.compactMap(ParameterPage.page)
    case .variable: OllamaVariable.names.compactMap(VariablePage.page)
    case .instruction: Meanings.instructions.keys.sorted().compactMap(InstructionPage.page)
    case .setting: Meanings.keys.keys.sorted().compactMap(SettingPage.page)
    case .client: programs.map(ClientPage.page)
    case .topology: Topology.all.map(TopologyPage.page)
    case .concept: Concept.all.map(\.page)
    case .model: ModelCatalogue.standard.names.compactMap { ModelPage.page($0, on: machine) }
    case .gpu: []
    }
  }

  /// The names of a kind, in the order of its pages.
  public func names(of kind: Page.Kind) -> [String] {
    switch kind {
    case .rule: BuiltInRules.all.map(\.id).sorted()
    case .parameter: OllamaParameter.names
    case .variable: OllamaVariable.names
    case .instruction: Meanings.instructions.keys.sorted()
    case .setting: Meanings.keys.keys.sorted()
    // A program's further files have pages of their own, and are no programs.
    case .client: programs.filter { client(called: $0.name)?.id == $0.id }.map(\.id)
    case .topology: Topology.all.map(\.name)
    case .concept: Concept.all.map(\.name)
    case .model: ModelCatalogue.standard.names
    // Hundreds, which are only looked up.
    case .gpu: []
    }
  }

  /// What a word in a file means, for hovering over it; `nil` for one that may mean anything.
  ///
  /// Parameters, variables, instructions and keys by their exact names; models where a tag shows that one is meant, or the
  /// library has a name that begins so.
  public func hover(over word: String) -> Page? {
    if Meanings.of(word) != nil {
      return ParameterPage.page(word) ?? VariablePage.page(word) ?? InstructionPage.page(word)
        ?? SettingPage.page(word)
    }
    guard word.contains(":") || ModelCatalogue.standard.names.contains(where: { $0.hasPrefix(word + ":") })
    else {
      return nil
    }
    return ModelPage.page(word, on: machine)
  }

  /// The line that says what a word means.
  public static func meaning(of word: String) -> String? { Meanings.of(word) }

  // MARK: Names

  private var names: [String] {
    let all = Page.Kind.allCases.flatMap(names(of:)) + Topology.all.flatMap(\.aliases) + Concept.all.flatMap(\.words)
    // `OpenCode` next to `opencode` would be two that are equally near.
    let ids = Set(clients.map(\.id))
    return all + clients.map(\.name).filter { !ids.contains(Self.folded($0)) }
  }

  private func nearest(to word: String) -> String? {
    let prefix = "OLLAMA_"
    if word.contains("/") { return Nearest.match(word, among: names(of: .rule)) }
    let models = Set(
      ModelCatalogue.standard.names.compactMap { $0.split(separator: ":").first.map(String.init) })
    // A tag that is not there is a typo in the tag, not in the name.
    if let name = ModelName(word), word.contains(":"), name.isLibrary {
      let known = ModelCatalogue.standard.names.filter { $0.hasPrefix(name.model + ":") }
      if !known.isEmpty { return Nearest.match(word, among: known) ?? name.model }
    }
    let categories = Set(BuiltInRules.all.map(\.category))
    if let whole = whole(of: Self.folded(word)) { return whole }
    return Nearest.match(word, among: names + models.sorted() + categories.sorted())
      ?? Nearest.match(word, among: names(of: .variable).map { String($0.dropFirst(prefix.count)) })
      .map { prefix + $0 }
  }

  /// The shortest name that begins with the word, `claude-code` for `claude`; the rule that ends with it,
  /// `not-passed-through`; or a name with one typo that is too short for ``Nearest``: `kmv`.
  private func whole(of word: String) -> String? {
    func only(_ names: [String]) -> String? {
      names.min { $0.count < $1.count }.flatMap { short in
        names.allSatisfy { $0.hasPrefix(short) } ? short : nil
      }
    }
    let places = names(of: .client) + names(of: .topology) + names(of: .concept)
    return only(names(of: .rule).filter { $0.hasSuffix("/" + word) })
      ?? places.filter { $0.hasPrefix(word + "-") }.min { ($0.count, $0) < ($1.count, $1) }
      ?? (word.count == 3
        ? only(
          places.filter {
            $0.count == 3 && $0.sorted() == word.sorted() && Nearest.isOneLetterOff(word, from: $0)
          })
        : nil)
  }

  private static func folded(_ word: String) -> String {
    String(word.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
  }
}
