import Syntax
import Vocabulary

/// What a change adds, for the formats that write it.
public struct Addition {
  let subject: Subject
  private let attributes: [Attribute: Value]

  /// `nil` for a change of another kind.
  init?(_ change: Change) {
    guard case .add(let attributes) = change.action else { return nil }
    subject = change.fact.subject
    self.attributes = attributes
  }

  subscript<Content>(key: Key<Content>) -> Content? { attributes[key.attribute].flatMap(Content.init) }
  func text(_ attribute: Attribute) -> String? { attributes[attribute]?.text }
  func integer(_ attribute: Attribute) -> Int? { attributes[attribute]?.integer }
  func flag(_ attribute: Attribute) -> Bool? { attributes[attribute]?.flag }
  func texts(_ attribute: Attribute) -> [String] { attributes[attribute]?.list?.compactMap(\.text) ?? [] }

  /// The image with its tag.
  var image: String? {
    text(.image).map { image in text(.imageTag).map { image + ":" + $0 } ?? image }
  }

  var wantsGPU: Bool { text(.gpu) == "all" }

  /// The variables that say what the server's attributes do, always in the same order.
  var serverVariables: [(name: String, value: String)] {
    [Attribute.context, .parallel, .flashAttention, .kvCacheType, .noCloud].compactMap { attribute in
      attributes[attribute].flatMap { ServerVariables.assignment(attribute, $0) }
    }
  }
}

extension SourceText {
  /// Whether it holds nothing yet but blanks and comments, so that a whole file may be written into it.
  func holdsNothing(but comment: UInt8 = 0x23) -> Bool {
    bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).allSatisfy { line in
      line.first { $0 != 0x20 && $0 != 0x09 }.map { $0 == comment } ?? true
    }
  }

  /// The edit that puts a whole file below whatever comments are there; `nil` where more is there, or where they are in
  /// another encoding, which would make all of it unreadable.
  func writing(_ text: String) -> [Edit]? {
    guard holdsNothing(), String(decoding: bytes, as: UTF8.self).utf8.elementsEqual(bytes) else { return nil }
    let end = bytes.count
    return [.insert((lineStart(of: end) == end ? "" : newline) + text, at: end)]
  }
}
