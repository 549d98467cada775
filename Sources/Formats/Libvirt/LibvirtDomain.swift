import Syntax
import Vocabulary

/// A domain that is there to run models, and how its parts are looked up.
struct LibvirtDomain {
  let id: DocumentID
  let tree: XMLTree
  let name: XMLTree.Element
  let devices: XMLTree.Element
  let purpose: Purpose

  /// `nil` for a fragment, for a domain that is nobody's in particular, and for one without models.
  init?(_ document: Document, _ tree: XMLTree) {
    guard let name = tree.element(at: "name"), let devices = tree.element(at: "devices") else { return nil }
    id = document.id
    self.tree = tree
    self.name = name
    self.devices = devices
    guard let purpose = Self.purpose(document.id, tree, name) else { return nil }
    self.purpose = purpose
  }

  private static func purpose(_ id: DocumentID, _ tree: XMLTree, _ name: XMLTree.Element) -> Purpose? {
    let called = [name, tree.element(at: "title"), tree.element(at: "description")].compactMap { $0 }
      .map { (what: "\($0.name) says", text: tree.text(of: $0), at: $0.range) }
    if let purpose = Purpose(id, called: called, comments: tree.comments, in: tree.source) { return purpose }
    if let metadata = tree.element(at: "metadata"),
      ModelPurpose.isNamed(in: tree.source.string(metadata.range))
    {
      return Purpose(words: "its metadata says so", at: SourceRange(id, metadata.range))
    }
    return nil
  }

  func at(_ range: TextRange) -> SourceRange { SourceRange(id, range) }

  /// The text, unless something is still to be filled in there.
  static func known(_ text: String?) -> String? {
    guard let text, !["{{", "${", "%{", "@@", "<%"].contains(where: text.contains), !text.isEmpty else {
      return nil
    }
    return text
  }
}
