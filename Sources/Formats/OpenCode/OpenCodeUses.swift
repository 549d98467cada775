import Syntax
import Vocabulary
import Wording

/// What OpenCode keeps free for an answer, what results of tools take, and options that its API has no place for.
struct OpenCodeUses {
  /// What is kept free for an answer at most (`provider/transform.ts`, OUTPUT_TOKEN_MAX).
  static let mostReserved = 32000
  /// Bytes that the result of a tool is cut to by default (`tool/truncate.ts`, MAX_BYTES).
  private static let mostToolOutput = 51200

  private let own: OpenCodeFile

  init(_ own: OpenCodeFile) { self.own = own }

  func complete(in file: inout ClientFile) {
    var provided: Set<[PathStep]> = []
    let isAnyChosen = own.choices.contains { $0.provider != nil && $0.place.roles.contains(.agent) }
    file.completeUses { use in
      let path = use.fact.id.address.map(PathStep.key)
      guard let id = use.fact.text(.provider), own.listDisabling(id) == nil else { return false }
      guard path.count == 4, let model = use.tree[path], model.entries != nil else { return true }
      let inputs = model["modalities"]?["input"] ?? model["capabilities"]?["input"]
      if let image = inputs?.items?.first(where: { $0.text == "image" }) {
        use.write(.images, .flag(true), at: image)
      } else if inputs == nil, let attachment = model["attachment"], attachment.flag == true {
        use.write(.images, .flag(true), at: attachment)
      }
      if isAnyChosen, use.fact.flag(.isChosen) != true { use.infer(.isOnlyListed, .flag(true)) }
      limits(model, &use)
      toolOutput(&use)
      let provider = Array(path.prefix(2))
      if let option = option(in: path, of: use.tree) {
        if use.fact[.api] == .native {
          // Whether OpenCode passes it on to that package is not established.
          if let entry = use.tree.entry(option) {
            use.fact.write(.contextSent, nil, at: use.tree.document.at(entry.range))
          }
        } else {
          use.contextOption(option, named: Array(option.dropFirst(path.count)).address.joined(separator: "."))
        }
      } else if !provided.contains(provider), use.fact[.api] != .native,
        let option = option(in: provider, of: use.tree)
      {
        use.contextOption(option, named: Array(option.dropFirst(provider.count)).address.joined(separator: "."))
      }
      provided.insert(provider)
      return true
    }
  }

  private func limits(_ model: Node, _ use: inout ClientFile.Use) {
    let context = model["limit"]?["context"]
    let output = model["limit"]?["output"]
    for (attribute, node) in [(Attribute.contextStated, context), (.outputStated, output)] {
      guard let node, node.positive == nil else { continue }
      // Zero is not a limit, and nobody knows what digits in quotes do.
      use.write(attribute, nil, at: node)
      if node.isZero { use.fact.attributes[attribute] = nil }
    }
    guard let context, let tokens = context.positive, model["limit"]?["input"] == nil,
      output == nil || output?.isInteger == true
    else { return }
    let document = use.tree.document
    let written = output?.positive
    let reason =
      written == nil
      ? Reason("OpenCode reserves \(Wording.tokens(Self.mostReserved)) if no output limit is set")
      : Reason("OpenCode reserves that many tokens for the answer", at: output.map { document.at($0.range) })
    use.fact.attributes[.outputReserved] = Sourced(
      .integer(min(written ?? Self.mostReserved, Self.mostReserved)), at: document.at((output ?? context).range),
      because: [reason])
    use.infer(.outputWanted, .integer(max(1, min(8192, tokens / 4))))
  }

  private func toolOutput(_ use: inout ClientFile.Use) {
    // `false` does not cut anything.
    if let output = use.tree["tool_output"], output.entries == nil { return }
    use.slots[.toolOutput] = .init(path: ["tool_output", "max_bytes"], form: .plain)
    if let bytes = use.tree["tool_output", "max_bytes"] {
      use.write(.toolOutput, bytes.positive.map(Value.integer), at: bytes)
    } else if use.tree.document.id.embedding.isEmpty {
      // An excerpt in documentation leaves out more than this.
      use.infer(.toolOutput, .integer(Self.mostToolOutput))
    }
  }

  // MARK: Options

  /// A context length requested among the options that are sent to the server.
  private func option(in path: [PathStep], of tree: SettingsTree) -> [PathStep]? {
    for section in ["options", "settings", "body", "extraBody", "extra_body"] as [PathStep] {
      if let found = search(tree, path + [section], below: path.count) { return found }
    }
    return ["num_ctx", "numCtx"].map { path + [.key($0)] }.first { tree.entry($0) != nil }
  }

  private func search(_ tree: SettingsTree, _ path: [PathStep], below start: Int) -> [PathStep]? {
    guard path.count - start < 5 else { return nil }
    for entry in tree.entries(path) {
      guard let key = entry.key.text else { continue }
      if Self.contextOptions.contains(key), entry.value.scalar != nil { return path + [.key(key)] }
      if let found = search(tree, path + [.key(key)], below: start) { return found }
    }
    return nil
  }
}
