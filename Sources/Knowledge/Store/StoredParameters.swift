import Syntax

/// The parameters stored with a model: the PARAMETER lines it was created with.
public struct StoredParameters: Sendable, Hashable {
  public enum Value: Sendable, Hashable {
    case integer(Int)
    case real(Double)
    case boolean(Bool)
    case string(String)
    /// `stop` has several.
    case strings([String])
  }

  public let values: [String: Value]

  public subscript(name: String) -> Value? { values[name] }

  /// A whole number, also one written as `8192.0`; `nil` if there is none.
  public func integer(_ name: String) -> Int? {
    switch values[name] {
    case .integer(let value): value
    case .real(let value): Int(exactly: value)
    default: nil
    }
  }

  init(_ fields: StoreObject) {
    var values: [String: Value] = [:]
    for (name, node) in fields.nodes {
      if let value = Self.value(node) { values[name] = value }
    }
    self.values = values
  }

  private static func value(_ node: Node) -> Value? {
    if let items = node.items { return .strings(items.compactMap(\.text)) }
    guard let scalar = node.scalar else { return nil }
    switch scalar.type {
    case .integer: return Int(scalar.text).map(Value.integer) ?? Double(scalar.text).map(Value.real)
    case .float: return Double(scalar.text).map(Value.real)
    case .boolean: return .boolean(scalar.text == "true")
    case .string: return .string(scalar.text)
    case .null: return nil
    }
  }
}
