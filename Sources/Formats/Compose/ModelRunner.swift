import Syntax
import Vocabulary

/// Models that Compose has Docker Model Runner serve: `models:` at the top, and services with `provider: model`.
///
/// The runner is not Ollama: it has its own store of models, its own settings, and the port 12434. Sources: compose-spec
/// `schema/compose-spec.json` (model: additionalProperties false) and `11-extension.md`; docker/docs
/// `content/manuals/ai/compose/models-and-compose.md`, `content/manuals/ai/model-runner/api-reference.md`.
struct ModelRunner {
  private static let name = "Docker Model Runner"
  private static let keys = ["context_size", "model", "name", "runtime_flags"]

  private let file: ComposeFile
  private let models: [Node.Entry]

  private init(_ file: ComposeFile) {
    self.file = file
    let node = file.tree.root.flatMap { file.tree.value(of: "models", in: $0) }.map(file.tree.resolve)
    models = node?.entries ?? []
  }

  static func facts(_ project: ComposeProject) -> [Fact] {
    let runner = ModelRunner(project.file)
    let provided = project.services.compactMap(runner.provided)
    let undefined = runner.undefined(project)
    guard !runner.models.isEmpty || !provided.isEmpty else { return undefined }
    return [runner.service] + runner.models.flatMap(runner.facts) + provided + undefined
  }

  private var id: FactID { FactID(.service, file.id, ["models"]) }

  private var service: Fact {
    let key = models.first?.key ?? file.services.first?.key
    var fact = Fact(id, at: file.at(key?.range ?? TextRange(at: 0)))
    fact.infer(.name, .text(Self.name))
    fact.infer(.kind, .text(Self.name))
    fact.infer(.topology, .container)
    fact.infer(.aliases, ["model-runner.docker.internal"])
    fact.infer(.hostPorts, ["12434"])
    if file.id.isDocumentation { fact.infer(.example, .flag(true)) }
    return fact
  }

  private func facts(_ entry: Node.Entry) -> [Fact] {
    guard let name = entry.key.text else { return [] }
    let node = file.tree.resolve(entry.value)
    var fact = Fact(
      FactID(.model, file.id, ["models", name]), at: file.at(entry.key.range), related: [.service: id])
    fact.infer(.kind, .text(Self.name), because: [Reason("it is set up here", at: file.at(entry.key.range))])
    if let model = file.tree.value(of: "model", in: node).map(file.tree.resolve), let text = model.text {
      fact.write(.name, file.interpolation.resolve(text).map(Value.text), at: file.at(model.range))
    }
    if let size = file.tree.value(of: "context_size", in: node).map(file.tree.resolve) {
      let at = file.at(size.range)
      fact.attributes[.context] = Sourced(
        size.positive.map(Value.integer), at: at,
        because: [Reason("context_size is \(size.text ?? "not known")", at: at)])
    }
    return [fact] + (file.id.isDocumentation ? [] : mistakes(name, entry, node))
  }

  private func mistakes(_ name: String, _ entry: Node.Entry, _ node: Node) -> [Fact] {
    guard let entries = node.entries else {
      // `llm: ai/smollm2`
      return node.text.flatMap { $0.isEmpty || $0.contains("$") ? nil : form(name, [], "{ model: \($0) }", "a mapping", at: node.range) }
        .map { [$0] } ?? []
    }
    let flags = file.tree.value(of: "runtime_flags", in: node).map(file.tree.resolve).flatMap { flags -> Fact? in
      guard let text = flags.text, !text.isEmpty, !text.contains("$") else { return nil }
      let words = text.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ", ")
      return form("runtime_flags", [name], "[\(words)]", "a list", at: flags.range)
    }
    let present = Set(entries.compactMap(\.key.text))
    var facts = entries.compactMap { inner -> Fact? in
      guard let key = inner.key.text, !Self.keys.contains(key), !key.hasPrefix("x-"), key != "<<" else {
        return nil
      }
      var fact = setting(["models", name, "key", key], key, at: inner.key.range)
      let meant = Self.meant[key] ?? Nearest.match(key, among: Self.keys)
      fact.write(any: .status, .text(meant == nil ? "invented" : "misspelt"), at: file.at(inner.key.range))
      if let meant, !present.contains(meant) { fact.infer(.replacement, .text(meant)) }
      return fact
    }
    if !present.contains("model"), !present.contains("<<"), !present.contains("image") {
      var fact = setting(["models", name, "key", "model"], "model", at: entry.key.range)
      fact.infer(.status, .known)
      fact.write(.problem, .incomplete, at: file.at(entry.key.range))
      facts.append(fact)
    }
    return facts + [flags].compactMap { $0 }
  }

  /// A value in a form that Compose rejects.
  private func form(_ key: String, _ place: [String], _ corrected: String, _ wanted: String, at range: TextRange) -> Fact {
    SettingFact.make(
      ["models"] + place + ["form", key], name: key, kind: "compose", format: "Compose", problem: .type,
      consequence: "\(key) must be \(wanted)", corrected: corrected, at: file.at(range))
  }

  private func setting(_ address: [String], _ name: String, at range: TextRange) -> Fact {
    var fact = Fact(FactID(.key, file.id, address), at: file.at(range), related: [.owner: id])
    fact.write(.name, .text(name), at: file.at(range))
    fact.infer(.kind, .text("client-setting"))
    fact.infer(.format, .text("Compose"))
    fact.infer(.consequence, .text("Compose rejects the file"))
    fact.infer(.keyEffect, .refuses)
    return fact
  }

  /// A service that stands for a model, as Compose had it before `models:`.
  private func provided(_ service: ComposeService) -> Fact? {
    guard service.value(at: ["provider", "type"])?.text == "model",
      let model = service.value(at: ["provider", "options", "model"])
    else { return nil }
    var fact = Fact(
      FactID(.model, file.id, ["services", service.name]), at: service.nameRange, related: [.service: id])
    fact.write(.name, model.text.map(Value.text), at: model.range)
    fact.infer(.kind, .text(Self.name), because: [Reason("it is set up here", at: service.nameRange)])
    return fact
  }

  /// Models that services use and nothing defines.
  private func undefined(_ project: ComposeProject) -> [Fact] {
    guard project.bases.isEmpty, project.includer == nil, !project.isMergedElsewhere, !file.id.isDocumentation,
      file.tree.root.flatMap({ file.tree.value(of: "include", in: $0) }) == nil
    else { return [] }
    // Another file of the folder may be merged with this one, by itself or by an option.
    let others = project.workspace.names(in: file.directory).filter {
      ComposeFormat.isComposeName($0.lowercased()) && Path.join(file.directory, $0) != file.id.path
    }
    guard !models.isEmpty || others.isEmpty else { return [] }
    let names = Set(models.compactMap(\.key.text))
    return project.services.flatMap { service in
      service.values("models").filter { $0.layer.file.id == file.id }.flatMap { found -> [Fact] in
        let used =
          found.node.items != nil
          ? found.items().compactMap { item in item.text.map { ($0, item.node.range) } }
          : found.entries().compactMap { entry in entry.key.text.map { ($0, entry.key.range) } }
        return used.filter { !names.contains($0.0) && !$0.0.contains("$") }.map { name, range in
          var fact = SettingFact.make(
            ["services", service.name, "models", name], name: name, kind: "compose", format: "Compose",
            problem: .undefined,
            consequence: "\(service.name) uses the model \(name), which is not defined under models",
            at: file.at(range))
          fact.infer(.expected, .text("model"))
          return fact
        }
      }
    }
  }
}
