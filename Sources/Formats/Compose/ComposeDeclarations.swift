import Syntax
import Vocabulary

/// Networks, secrets and configs that a service names and nothing declares, and words of a closed list that are none.
///
/// Sources: compose-spec 05-services.md (depends_on, restart), 06-networks.md, 08-configs.md, 09-secrets.md; compose-go
/// `validation` and `loader/validate.go` ("service X refers to undefined network Y").
extension ComposeMistakes {
  func undeclared() -> [Fact] {
    let root = file.tree.root
    let includes = root.flatMap { file.tree.value(of: "include", in: $0) } != nil
    guard project.includer == nil, !project.isMergedElsewhere, !includes else { return words }
    // A store declares the networks of its apps, and so does what puts fragments together.
    guard !ComposeFragments.isOne(file, in: workspace),
      !ComposeIncludes.isNamedInComment(file.id.path, in: workspace),
      file.id.path.isEmpty || HostHardware.appStore(of: file.id.path, in: workspace) == nil
    else { return words }
    let kinds: [(key: String, names: KeyPath<ComposeNames, Set<String>>)] = [
      ("networks", \.networks), ("secrets", \.secrets), ("configs", \.configs),
    ]
    let missing = kinds.flatMap { key, names -> [Fact] in
      let isDeclared = root.flatMap { file.tree.value(of: key, in: $0) } != nil
      let declared = Set(
        ([file] + project.overrides + project.bases).flatMap { ComposeNames.declared(key, by: $0) })
      return references(key).filter { reference in
        !declared.contains(reference.name) && !(key == "networks" && reference.name == "default")
          && !ComposeNames.mayDefine(reference.name, names, beside: file, in: workspace)
      }.map { reference in
        // A file that declares none may be one of several on a command line.
        SettingFact.make(
          ["services", reference.service, key, reference.name], name: reference.name, kind: "compose",
          format: "Compose", problem: .undefined,
          consequence: "\(reference.service) uses \(key.dropLast()) \(reference.name), which is not declared under \(key)",
          replacement: isDeclared ? nil : "elsewhere", expected: key, at: file.at(reference.range))
      }
    }
    return missing + words
  }

  /// The names that services of the file itself give for a key; none that a variable decides.
  private func references(_ key: String) -> [(service: String, name: String, range: TextRange)] {
    file.services.flatMap { entry -> [(service: String, name: String, range: TextRange)] in
      guard let service = entry.key.text, file.tree.value(of: "profiles", in: file.tree.resolve(entry.value)) == nil,
        let node = file.tree.value(of: key, in: file.tree.resolve(entry.value)).map(file.tree.resolve)
      else { return [] }
      let found: [(String?, TextRange)] =
        node.items != nil
        ? (node.items ?? []).map { item in
          let item = file.tree.resolve(item)
          return (item.text ?? file.tree.value(of: "source", in: item)?.text, item.range)
        } : key == "networks" ? file.tree.entries(of: node).map { ($0.key.text, $0.key.range) } : []
      return found.compactMap { name, range in
        name.flatMap { $0.isEmpty || $0.contains("$") ? nil : (service, $0, range) }
      }
    }
  }

  /// `condition: service_ready`, `restart: unless_stopped`.
  private var words: [Fact] {
    file.services.flatMap { entry -> [Fact] in
      guard let service = entry.key.text else { return [] }
      let node = file.tree.resolve(entry.value)
      let waits =
        file.tree.value(of: "depends_on", in: node).map { file.tree.entries(of: file.tree.resolve($0)) } ?? []
      let conditions = waits.compactMap { wait -> Fact? in
        guard
          let value = file.tree.value(of: "condition", in: file.tree.resolve(wait.value)).map(
            file.tree.resolve)
        else { return nil }
        return word(
          value, of: "condition", among: Self.conditions, ["services", service, "word", wait.key.text ?? ""])
      }
      let restart = file.tree.value(of: "restart", in: node).map(file.tree.resolve).flatMap {
        value -> Fact? in
        // `restart: no` is a boolean, and `on-failure:5` has a number.
        guard let text = value.text, value.scalar?.type == .string, !text.hasPrefix("on-failure:") else {
          return nil
        }
        return word(value, of: "restart", among: Self.policies, ["services", service, "word", "restart"])
      }
      return conditions + [restart].compactMap { $0 }
    }
  }

  private static let conditions = ["service_started", "service_healthy", "service_completed_successfully"]
  private static let policies = ["no", "always", "on-failure", "unless-stopped"]

  private func word(_ value: Node, of key: String, among words: [String], _ address: [String]) -> Fact? {
    guard let text = value.text, !text.isEmpty, !text.contains("$"), !words.contains(text) else { return nil }
    return SettingFact.make(
      address, name: key, value: text, kind: "compose-word", format: "Compose", problem: .unknownWord,
      replacement: Nearest.match(text.replacing("_", with: "-"), among: words) ?? Nearest.match(text, among: words),
      expected: words.joined(separator: ", "), at: file.at(value.range))
  }
}
