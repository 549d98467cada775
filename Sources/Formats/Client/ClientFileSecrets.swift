import Syntax
import Vocabulary

/// Credentials in a file of settings.
extension ClientFile {
  /// Adds a credential, if the text looks like a real one.
  ///
  /// - Parameters:
  ///   - prefix: the text before it in the same text: `NAME=`.
  ///   - isInside: whether what is pointed at is the credential alone, inside of quotes that no escape moves.
  mutating func addSecret(
    _ path: [PathStep], after prefix: String = "", replacement: String? = nil, isInside: Bool = false
  ) {
    guard let node = tree[path], let whole = node.text, whole.hasPrefix(prefix) else { return }
    let text = String(whole.dropFirst(prefix.count))
    guard Credentials.looksReal(text) else { return }
    let id = FactID(.secret, tree.document.id, path.address)
    var fact = Fact(id, at: at(node), related: [.owner: client, .client: client])
    fact.infer(.name, .text(path.address.last ?? ""))
    fact.infer(.kind, .text(program))
    let (start, end) = (node.range.start + 1 + prefix.utf8.count, node.range.end - 1)
    let isExact = isInside && end - start == text.utf8.count
    fact.write(
      .shown, .text(text.prefix(3) + "…"),
      at: isExact ? tree.document.at(TextRange(start, end)) : at(node))
    if let replacement {
      fact.infer(.replacement, .text(replacement))
      removals[id] = (path, .string(replacement))
    }
    facts.append(fact)
  }

  /// Says which server the credentials are for that were added last.
  mutating func tieSecrets(from first: Int, to endpoint: FactID?) {
    for index in facts.indices[first...] where facts[index].subject == .secret {
      facts[index].related[.endpoint] = endpoint
    }
  }

  /// The same where the only address of the file is next to them: `ANTHROPIC_BASE_URL` and `ANTHROPIC_AUTH_TOKEN`.
  mutating func tieSecretsToTheirNeighbour(from first: Int) {
    let endpoints = facts.filter { $0.subject == .endpoint }
    // At the top of a flat file stand the keys of every provider.
    guard endpoints.count == 1, let endpoint = endpoints.first?.id, endpoint.address.count > 1 else { return }
    for index in facts.indices[first...] where facts[index].subject == .secret {
      guard facts[index].id.address.dropLast() == endpoint.address.dropLast() else { continue }
      facts[index].related[.endpoint] = endpoint
    }
  }
}
