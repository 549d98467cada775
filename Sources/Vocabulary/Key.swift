/// An attribute whose values have a type: `fact[.known]` is a ``Standing``, `fact[.context]` an `Int`.
///
/// Each attribute has one, of the same name, written from the files under `Attributes`.
public struct Key<Content: AttributeContent>: Hashable, Sendable {
  public let attribute: Attribute

  init(_ attribute: Attribute) { self.attribute = attribute }
}

/// A type that values of an attribute may have.
public protocol AttributeContent: Hashable, Sendable {
  /// `nil` for a value of another type.
  init?(_ value: Value)
  var value: Value { get }
}

/// One of a few words, as rule files and messages write them: the raw value.
///
/// Words sort as their texts do.
public protocol Word: AttributeContent, CaseIterable, Comparable, RawRepresentable where RawValue == String {}

extension Word {
  public init?(_ value: Value) {
    guard let text = value.text else { return nil }
    self.init(rawValue: text)
  }

  public var value: Value { .text(rawValue) }

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  /// All of them, as rule files write them.
  public static var words: [String] { allCases.map(\.rawValue) }
}

extension Bool: AttributeContent {
  public init?(_ value: Value) {
    guard let flag = value.flag else { return nil }
    self = flag
  }

  public var value: Value { .flag(self) }
}

extension Int: AttributeContent {
  public init?(_ value: Value) {
    guard let integer = value.integer else { return nil }
    self = integer
  }

  public var value: Value { .integer(self) }
}

extension Double: AttributeContent {
  public init?(_ value: Value) {
    guard let number = value.magnitude else { return nil }
    self = number
  }

  public var value: Value { .number(self) }
}

extension String: AttributeContent {
  public init?(_ value: Value) {
    guard let text = value.text else { return nil }
    self = text
  }

  public var value: Value { .text(self) }
}

extension Array: AttributeContent where Element: AttributeContent {
  /// What is not of the element's type is left out.
  public init?(_ value: Value) {
    guard let list = value.list else { return nil }
    self = list.compactMap(Element.init)
  }

  public var value: Value { .list(map(\.value)) }
}

/// Types without a closed vocabulary, whose values may also be written as a ``Value``.
public protocol OpenContent: AttributeContent {}
extension Bool: OpenContent {}
extension Int: OpenContent {}
extension Double: OpenContent {}
extension String: OpenContent {}
extension Array: OpenContent where Element: OpenContent {}
