import Syntax
import Vocabulary

/// Keys of known issuers that stand in plain text where a container or an example gets its variables.
///
/// An env file of its own is where a key belongs: only an example of one, which is committed, is not a place for it.
enum CommittedSecrets {
  /// How the key begins that Dify's own examples sign sessions with (langgenius/dify, docker/.env.example).
  private static let sample = "sk-9f73s3ljTXVcMT3Blb3lj"

  /// - Parameter isOwn: whether a variable is written in the file itself, not in one that it names.
  static func facts(
    _ variables: [Variable], of owner: FactID, in workspace: any Workspace, isOwn: (Variable) -> Bool
  ) -> [Fact] {
    variables.compactMap { variable in
      guard isOwn(variable), variable.document.embedding.isEmpty, let value = variable.value,
        Credentials.isName(variable.name.utf8), Credentials.isIssued(value), !value.hasPrefix(sample),
        // Amazon's are of A to Z and 2 to 7 alone.
        !(value.hasPrefix("AKIA") && value.contains { "0189".contains($0) }),
        // What a variable brings is not written here.
        let source = workspace.source(at: variable.document.path),
        source.slice(variable.valueRange).contains(bytesOf: value)
      else { return nil }
      var fact = Fact(FactID(.secret, variable.document, variable.address), at: variable.valueAt)
      fact.infer(.name, .text(variable.name))
      fact.write(.shown, .text(value.prefix(3) + "…"), at: variable.valueAt)
      fact.related = [.owner: owner]
      if owner.subject == .client { fact.related[.client] = owner }
      if owner.subject == .server { fact.related[.server] = owner }
      return fact
    }
  }
}
