/// The metadata of a GGUF file: what kind of model it is and what shape it has.
public struct GGUFMetadata: Sendable, Hashable {
  /// A value that is one for all layers or has one for each.
  public enum PerLayer: Sendable, Hashable {
    case same(Int)
    case each([Int])

    /// The value of a layer, counted from 0; `nil` beyond the end of a list.
    public subscript(layer: Int) -> Int? {
      switch self {
      case .same(let value): value
      case .each(let values): values.indices.contains(layer) ? values[layer] : nil
      }
    }

    /// The least value; `nil` for an empty list.
    public var least: Int? {
      switch self {
      case .same(let value): value
      case .each(let values): values.min()
      }
    }

    /// The greatest value; `nil` for an empty list.
    public var greatest: Int? {
      switch self {
      case .same(let value): value
      case .each(let values): values.max()
      }
    }
  }

  public let values: [String: GGUFValue]

  /// `general.architecture`, which prefixes the keys of the model's shape: `llama`, `qwen3moe`.
  public var architecture: String? { string("general.architecture") }

  /// The key of the model's own architecture: `own("block_count")` is `llama.block_count`.
  public func own(_ key: String) -> String { (architecture ?? "") + "." + key }

  public subscript(key: String) -> GGUFValue? { values[key] }

  /// `nil` if the key is missing or of another type, as for all of these.
  public func integer(_ key: String) -> Int? {
    if case .integer(let value)? = values[key] { value } else { nil }
  }

  public func string(_ key: String) -> String? {
    if case .string(let value)? = values[key] { value } else { nil }
  }

  public func booleans(_ key: String) -> [Bool]? {
    if case .booleans(let value)? = values[key] { value } else { nil }
  }

  /// A number, or a list with one for each layer: `attention.head_count_kv`, `feed_forward_length`.
  public func perLayer(_ key: String) -> PerLayer? {
    switch values[key] {
    case .integer(let value): .same(value)
    case .integers(let values): .each(values)
    default: nil
    }
  }

  /// The length of an array, also of one that is only counted.
  public func count(_ key: String) -> Int? {
    switch values[key] {
    case .counted(let count): count
    case .integers(let items): items.count
    case .reals(let items): items.count
    case .booleans(let items): items.count
    default: nil
    }
  }
}
