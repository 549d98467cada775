import ClientDescription
import Knowledge
import Syntax

/// Whether what a description asks for holds in a file.
extension SettingsView {
  func holds(_ condition: Condition, at scope: SettingsScope) -> Bool {
    switch condition {
    case .always: true
    case .never: false
    case .all(let parts): parts.allSatisfy { holds($0, at: scope) }
    case .any(let parts): parts.contains { holds($0, at: scope) }
    case .not(let part): !holds(part, at: scope)
    case .file(let pattern):
      pattern.matches(tree.document.id.path.lowercased().split(separator: "/"))
    case .differ(let one, let other):
      text(one, at: scope).map { one in text(other, at: scope).map { one != $0 } ?? false } ?? false
    case .elsewhere(let template):
      text(template, at: scope).map { Mentions.areThere(of: $0, besides: tree.document, in: workspace) } ?? false
    case .beside(let name):
      tree.document.id.embedding.isEmpty
        && Path.join(tree.document.directory, name).map { workspace.kind(at: $0) == .file } ?? false
    case .documentation: tree.document.id.isDocumentation
    case .example: tree.document.id.isExample
    case .excerpt: !tree.document.id.embedding.isEmpty
    case .hook(let name): hook?.holds(name, at: scope, in: self) ?? false
    case .name(let name, let test): holds(test, text: scope.names[name], node: nil, at: scope)
    case .setting(let path, let test):
      path.isSingle
        ? holds(test, path, at: scope)
        : places(path, from: scope).contains { place in
          exists(place.path) && holds(test, text: tree[place.path]?.text, node: tree[place.path], at: place)
        }
    }
  }

  private func holds(_ test: Condition.Test, _ path: SettingPath, at scope: SettingsScope) -> Bool {
    let node = node(path, from: scope)
    return holds(test, text: node.flatMap { text(of: $0, as: path) }, node: node, at: scope)
  }

  private func holds(_ test: Condition.Test, text: String?, node: Node?, at scope: SettingsScope) -> Bool {
    switch test {
    case .present: text != nil || node != nil
    case .missing: text == nil && node == nil
    case .empty: node.map(Self.isEmpty) ?? text?.isEmpty ?? false
    case .oneOf(let words): text.map(words.contains) ?? false
    case .matches(let patterns): text.map { text in patterns.contains { Glob.matches($0, text) } } ?? false
    case .local: text.map(LocalServer.isLocal) ?? false
    case .ollama: text.map(LocalServer.isOllama) ?? false
    case .above(let number): text.flatMap { Double($0) }.map { $0 > Double(number) } ?? false
    case .below(let number): text.flatMap { Double($0) }.map { $0 < Double(number) } ?? false
    case .type(let type): node.map { type.admits($0) } ?? false
    case .keyOf(let path):
      text.map { text in
        place(path, from: scope).map { tree.entries($0).contains { $0.key.text == text } } ?? false
      } ?? false
    case .listedIn(let path):
      text.flatMap { first(at: path, from: scope)[$0] } != nil
    case .same(let path): text != nil && text == self.text(path, from: scope)
    case .portless: text.map(Self.isPortless) ?? false
    case .schemeless: text.map(Self.isSchemeless) ?? false
    case .loopback: text.map { HostNames.isLoopback(URLParts($0).host.lowercased()) } ?? false
    case .serverVariable: text.map(ServerVariables.serverOnly.contains) ?? false
    case .aboveAll(let path):
      node?.positive.flatMap { number in largest(path, scope).map { number > $0 } } ?? false
    case .notBelow(let path):
      node?.positive.flatMap { number in
        place(path, from: scope).flatMap { tree[$0]?.positive }.map { number >= $0 }
      } ?? false
    case .providerKnown: text.map(LiteLLMProviders.isProviderKnown) ?? false
    case .libraryModel: text.map(Self.isLibraryModel) ?? false
    case .embeddingModel: text.map(Self.isEmbeddingModel) ?? false
    case .has(let words):
      node?.items?.contains { $0.text.map(words.contains) ?? false } ?? false
    case .contains(let words):
      text.map { text in
        let text = text.lowercased()
        return words.contains(where: text.contains)
      } ?? false
    case .reference: text.flatMap(VariableReference.name) != nil
    case .repeats(let path): text.map { isRepeated($0, node, path, scope) } ?? false
    case .count(let least): (node?.items?.count ?? node?.entries?.count ?? 0) >= least
    }
  }

  /// Whether an earlier place has the same text.
  private func isRepeated(_ text: String, _ node: Node?, _ path: SettingPath, _ scope: SettingsScope) -> Bool {
    first(at: path, from: scope)[text].map { $0 != node?.range } ?? false
  }

  /// Where each of the texts at a path is first.
  private func first(at path: SettingPath, from scope: SettingsScope) -> [String: TextRange] {
    firsts.value(of: FirstTexts(path: path, start: start(of: path, from: scope))) {
      Dictionary(
        places(path, from: scope).compactMap { place in
          tree[place.path].flatMap { node in node.text.map { ($0, node.range) } }
        }
      ) { first, _ in first }
    }
  }

  private static func isPortless(_ text: String) -> Bool {
    let url = URLParts(text)
    return url.scheme == "http" && url.port == nil && url.path.isEmpty && LocalServer.isLocal(text)
  }

  private static func isSchemeless(_ text: String) -> Bool {
    // Values of variables, of templates and of a vault, or a path.
    !text.isEmpty && !schemed.contains { Glob.matches($0, text) } && !isForReader(text)
  }

  /// Whether a text in capitals asks its reader for a value: `YOUR_WEBHOOK`, `CHANGE_ME`.
  private static func isForReader(_ text: String) -> Bool {
    text.contains("_") && text.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" }
  }

  func largest(_ path: SettingPath, _ scope: SettingsScope) -> Int? {
    place(path, from: scope).flatMap { tree[$0]?.items?.compactMap(\.positive).max() }
  }

  private static func isEmpty(_ node: Node) -> Bool {
    node.items?.isEmpty ?? node.entries?.isEmpty ?? node.text?.isEmpty ?? true
  }

  private static func isEmbeddingModel(_ name: String) -> Bool {
    let catalogue = ModelCatalogue.standard
    return name.lowercased().contains("embed")
      || catalogue.can("embedding", named: name) && !catalogue.can("completion", named: name)
  }

  private static func isLibraryModel(_ text: String) -> Bool {
    guard !text.contains("/"), text.contains(":"), let name = ModelName(text) else { return false }
    return ModelCatalogue.standard.model(named: name) != nil
  }
}
