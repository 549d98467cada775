import Syntax
import Vocabulary

/// A virtual machine, or a container of a whole system, that is there to run models: what the format of its host fills
/// in, as ``ContainerSpec`` is what hosts of application containers fill in.
struct GuestMachine {
  let name: Placed<String>
  /// What runs it: `libvirt`, `Proxmox`, `LXC`, `Incus`.
  let host: String
  let topology: Topology
  let purpose: Purpose
  /// At which it is reached.
  var addresses: [String] = []

  /// The fact about it, with what all hosts have in common.
  func fact(of document: DocumentID) -> Fact {
    var fact = Fact(FactID(.machine, document, []), at: name.at)
    fact.write(.name, name.value, at: name.at)
    fact.infer(.kind, .text(host))
    fact.infer(.topology, topology)
    if !addresses.isEmpty { fact.infer(.aliases, .texts(addresses)) }
    fact.infer(
      .purpose, .text(purpose.words), because: [Reason("models run in it: \(purpose.words)", at: purpose.at)])
    if document.isDocumentation { fact.infer(.example, .flag(true)) }
    return fact
  }
}

/// What says that models run in a machine, and where it says so.
struct Purpose {
  let words: String
  let at: SourceRange?

  init(words: String, at: SourceRange?) {
    self.words = words
    self.at = at
  }

  /// Looks through what people wrote: what the file calls the machine, the file's own path, and its comments.
  ///
  /// - Parameter called: its name, tags and descriptions, each with what it is: `name says`, `tags say`.
  /// - Returns: `nil` for a machine that nothing says it of.
  init?(
    _ document: DocumentID, called: [(what: String, text: String, at: TextRange)], comments: [TextRange],
    in source: SourceText
  ) {
    if let found = called.first(where: { ModelPurpose.isNamed(in: $0.text) }) {
      self.init(words: "its \(found.what) so", at: SourceRange(document, found.at))
    } else if document.embedding.isEmpty, ModelPurpose.isNamed(inPath: document.path) {
      // A snippet in documentation is about whatever its page is about.
      self.init(words: "the path of this file says so", at: nil)
    } else if let comment = comments.first(where: { comment in
      let text = source.string(comment)
      return !ModelPurpose.isDirective(text) && ModelPurpose.isNamed(in: text)
    }) {
      self.init(words: "a comment says so", at: SourceRange(document, comment))
    } else {
      return nil
    }
  }
}
