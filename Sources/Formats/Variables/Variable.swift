import Syntax
import Vocabulary

/// An environment variable that a file gives to a program, however the file spells it.
struct Variable: Sendable, Equatable {
  private(set) var name: String
  /// As the program receives it; `nil` where it comes from somewhere these files do not show.
  let value: String?
  /// Where to find it again for an edit: the address of its ``Subject/key`` fact.
  let address: [String]
  let document: DocumentID
  let nameRange: TextRange
  let valueRange: TextRange
  /// The whole assignment.
  let range: TextRange
  /// The variable of Compose without which the value counts: `KEY` of `${KEY:-secret}`.
  var fallbackOf: String?
  /// The line that takes its value from here, where this is another variable, which programs besides the container may read.
  var borrowers: [Variable] = []
  var isBorrowed: Bool { !borrowers.isEmpty }
  /// As it stands where its name does: another name for the variable it takes its value from would leave that line without one.
  var whereNamed: Variable { borrowers.first ?? self }
  /// Whether the whole line is taken for something else than was meant, which is reported separately.
  let isMisread: Bool

  init(
    name: String, value: String?, address: [String], document: DocumentID, nameRange: TextRange,
    valueRange: TextRange, range: TextRange, isMisread: Bool = false
  ) {
    self.name = name
    self.value = value.flatMap { Self.isTemplate($0) ? nil : $0 }
    self.address = address
    self.document = document
    self.nameRange = nameRange
    self.valueRange = valueRange
    self.range = range
    self.isMisread = isMisread
  }

  /// The same with a value.
  func given(_ value: String) -> Variable {
    Variable(
      name: name, value: value, address: address, document: document, nameRange: nameRange, valueRange: valueRange, range: range,
      isMisread: isMisread)
  }

  /// The same under another name.
  func named(_ name: String) -> Variable {
    var copy = self
    copy.name = name
    return copy
  }

  /// Whether a value is filled in before any program reads it: `{{ ollama_host }}`, `{% if %}`, `<%= host %>`, `@HOST@`,
  /// `__HOST__`; or decrypted before, as what SOPS writes is (getsops/sops, README: `ENC[AES256_GCM,data:...]`).
  private static func isTemplate(_ value: String) -> Bool {
    func isBetween(_ open: String, _ close: String) -> Bool {
      value.firstRange(ofBytes: open).map { value[$0.upperBound...].contains(close) } ?? false
    }
    if value.hasPrefix("ENC[AES256_GCM,") { return true }
    if isBetween("{{", "}}") || isBetween("{%", "%}") || isBetween("<%", "%>") { return true }
    let isWrapped =
      value.hasPrefix("@") && value.hasSuffix("@") && value.utf8.count > 2
      || value.hasPrefix("__") && value.hasSuffix("__") && value.utf8.count > 4
    return isWrapped
      && value.utf8.allSatisfy {
        $0 == 0x40 || $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
      }
  }

  var at: SourceRange { SourceRange(document, range) }
  var valueAt: SourceRange { SourceRange(document, valueRange.isEmpty ? range : valueRange) }
  var nameAt: SourceRange { SourceRange(document, nameRange) }
}
