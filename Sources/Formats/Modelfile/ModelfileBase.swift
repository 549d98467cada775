import Syntax
import Vocabulary

/// What the FROM line of a Modelfile points to: a path, if there is one, else the name of a model.
struct ModelfileBase {
  enum Kind: String { case name, file, directory, unknown }

  /// The value without a comment that does not belong there; `nil` where it cannot be known.
  let name: String?
  let kind: Kind
  /// For paths: whether it is in the repository; `nil` where that cannot be known.
  let exists: Bool?
  /// The path that hides the model of the same name.
  let shadow: String?

  init(_ instruction: ModelfileTree.Instruction, _ reader: ModelfileReader) {
    guard let written = reader.value(of: instruction) else {
      self.init(name: nil, kind: .unknown)
      return
    }
    let value = InlineComment(in: written)?.value ?? written
    let found = Self.entry(value, reader)
    if Self.isPath(value) {
      let isDirectory = found == .directory
      let exists: Bool? =
        switch found {
        case .file, .directory: true
        case .missing: Self.isIgnored(value, reader) ? nil : false
        case nil: nil
        }
      self.init(name: value, kind: isDirectory ? .directory : .file, exists: exists)
      return
    }
    guard found == .file || found == .directory, let path = Path.join(reader.document.directory, value) else {
      self.init(name: value, kind: .name)
      return
    }
    let weights = reader.workspace.names(in: path).contains(where: Self.holdsWeights)
    if found == .directory, weights {
      self.init(name: value, kind: .directory, exists: true)
    } else {
      self.init(name: value, kind: .name, shadow: path)
    }
  }

  private init(name: String?, kind: Kind, exists: Bool? = nil, shadow: String? = nil) {
    self.name = name
    self.kind = kind
    self.exists = exists
    self.shadow = shadow
  }

  static func isPath(_ text: String) -> Bool {
    let lower = text.lowercased()
    if lower.hasPrefix("http://") || lower.hasPrefix("https://") { return false }
    for host in ["hf.co/", "huggingface.co/"] where lower.hasPrefix(host) { return false }
    return [".", "/", "~"].contains { text.hasPrefix($0) } || text.contains("\\") || holdsWeights(lower)
  }

  private static func holdsWeights(_ name: String) -> Bool {
    [".gguf", ".safetensors", ".bin", ".pth"].contains { name.lowercased().hasSuffix($0) }
  }

  /// What is there; `nil` for paths outside the root, and for a text that is written elsewhere before use.
  static func entry(_ path: String, _ reader: ModelfileReader) -> EntryKind? {
    guard reader.document.id.embedding.isEmpty, !path.contains("\\"),
      let joined = Path.join(reader.document.directory, path)
    else { return nil }
    return reader.workspace.kind(at: joined)
  }

  static func isIgnored(_ path: String, _ reader: ModelfileReader) -> Bool {
    Path.join(reader.document.directory, path).map(reader.workspace.isIgnored) ?? true
  }
}

/// A comment after a value, which Ollama reads as part of the value.
struct InlineComment {
  let value: String
  /// From the `#` on.
  let comment: String

  /// `nil` unless a `#` follows a blank.
  init?(in text: String) {
    var previous: Character = "x"
    for index in text.indices {
      if text[index] == "#", previous == " " || previous == "\t" {
        var value = text[..<index]
        while let last = value.last, last == " " || last == "\t" { value.removeLast() }
        guard !value.isEmpty, !value.contains("\n") else { return nil }
        self.value = String(value)
        comment = String(text[index...])
        return
      }
      previous = text[index]
    }
    return nil
  }
}
