/// A node of a tree of mappings, sequences and scalars, as YAML and JSON have it.
///
/// One shape for every ``NodeSyntax``, so that what reads a configuration does not care which it is written in. The
/// node knows its bytes; how to change them is known to the ``NodeEditor`` of its syntax.
public struct Node: Sendable {
  public enum Content: Sendable {
    case scalar(Scalar)
    case mapping([Entry])
    case sequence([Node])
    /// `*name`: the node anchored `&name`, looked up with ``NodeDocument/resolve(_:)``.
    case alias(String)
    /// An expression whose value is known only when the program runs. The entries are what can be read inside it: the
    /// arguments of a call below its name, the fields of the table that a function returns.
    case computed([Entry])
  }

  public struct Entry: Sendable {
    public let key: Node
    public let value: Node

    public init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }

    public var range: TextRange { key.range.union(value.range) }
  }

  /// What a node is made of. It never changes, so that a copy of a node is one reference: readers hand nodes about
  /// far more often than they make any.
  private final class Storage: Sendable {
    let content: Content
    let range: TextRange
    let isFlow: Bool
    let anchor: String?
    let tag: String?

    init(_ content: Content, _ range: TextRange, _ isFlow: Bool, _ anchor: String?, _ tag: String?) {
      self.content = content
      self.range = range
      self.isFlow = isFlow
      self.anchor = anchor
      self.tag = tag
    }
  }

  private let storage: Storage

  public var content: Content { storage.content }
  /// The bytes of the node itself: quotes and brackets included, anchor and tag not, surrounding blanks
  /// and comments not. A value that is not written (`key:`) is an empty range after the colon.
  public var range: TextRange { storage.range }
  /// Whether a mapping or sequence is written with braces or brackets.
  public var isFlow: Bool { storage.isFlow }
  /// The name after `&`, if any.
  public var anchor: String? { storage.anchor }
  /// The tag as resolved by the syntax (`!reset`, `tag:yaml.org,2002:str`), if one is written.
  public var tag: String? { storage.tag }

  public init(
    _ content: Content, range: TextRange, isFlow: Bool = false, anchor: String? = nil, tag: String? = nil
  ) {
    storage = Storage(content, range, isFlow, anchor, tag)
  }

  public var scalar: Scalar? { if case .scalar(let s) = content { s } else { nil } }
  public var entries: [Entry]? { if case .mapping(let e) = content { e } else { nil } }
  public var items: [Node]? { if case .sequence(let i) = content { i } else { nil } }
  /// Whether the value is an expression that only the program can evaluate.
  public var isComputed: Bool { if case .computed = content { true } else { false } }
  /// The entries that a path can step into: those of a mapping, or what can be read inside an expression.
  var members: [Entry]? { if case .computed(let e) = content { e } else { entries } }

  /// The text of a scalar that is a string or could be read as one; `nil` for null and for containers.
  public var text: String? {
    guard let scalar, scalar.type != .null else { return nil }
    return scalar.text
  }
}

extension Node {
  /// What a scalar says as a flag, quoted or not; `nil` for anything else. YAML has three spellings of each (core schema).
  public var flag: Bool? { text.flatMap(Scalar.flag) }
}

/// A scalar: its text with quotes and escapes resolved, and what the syntax takes it for.
public struct Scalar: Sendable, Hashable {
  public enum Style: Sendable, Hashable { case plain, singleQuoted, doubleQuoted, literal, folded }

  /// `true`, `True`, `TRUE`, and the same of `false`.
  public static func flag(_ text: String) -> Bool? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// What a plain scalar means: YAML's core schema, as Compose and Go read it, or JSON's literals.
  public enum ScalarType: Sendable, Hashable { case string, integer, float, boolean, null }

  public let text: String
  public let style: Style
  public let type: ScalarType

  public init(_ text: String, style: Style, type: ScalarType) {
    self.text = text
    self.style = style
    self.type = type
  }
}
