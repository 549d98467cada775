/// A model as a project describes it: one of its own, or a correction of one in the catalogue.
public struct ModelDescription: Sendable {
  public let name: ModelName
  /// The model of the library that it is made from; what is not said is as that one's.
  public let like: ModelName?
  /// Cells of the row, by column.
  let values: [String: String]

  /// What is wrong with a description, in words that follow its place.
  public struct Problem: Error, Sendable, Hashable {
    public let message: String
  }

  public init(_ name: ModelName, like: ModelName?) {
    self.name = name
    self.like = like
    values = [:]
  }

  private init(_ other: ModelDescription, _ values: [String: String]) {
    (name, like) = (other.name, other.like)
    self.values = values
  }

  /// What can be said of a model, besides `like`.
  public static var keys: [String] {
    (Array(short.keys) + ModelCatalogue.measures.filter { !short.values.contains($0) }).map(spelled).sorted()
  }

  private static func spelled(_ column: String) -> String {
    column.map { $0 == "_" ? "-" : String($0) }.joined()
  }

  /// The description with one more thing said.
  ///
  /// - Parameter texts: one text, or the items of a list.
  public func saying(_ key: String, _ texts: [String]) throws(Problem) -> ModelDescription {
    guard Self.keys.contains(key) else { throw Problem(message: "unknown") }
    let column = Self.short[key] ?? key.map { $0 == "-" ? "_" : String($0) }.joined()
    var values = values
    switch column {
    case "capabilities":
      let known = ["completion", "tools", "insert", "vision", "thinking", "embedding", "audio"]
      if let other = texts.first(where: { !known.contains($0) }) {
        throw Problem(message: "unknown capability \(other); expected \(known.joined(separator: ", "))")
      }
      values[column] = texts.joined(separator: ",")
    case "default_quant":
      guard let text = texts.first, texts.count == 1,
        !StandardKnowledge.current.quants.rows(named: text).isEmpty
      else {
        throw Problem(message: "expected a quantization such as Q4_K_M")
      }
      values[column] = text
    case "default_file_bytes":
      guard let bytes = texts.first.flatMap(Self.bytes), texts.count == 1 else {
        throw Problem(message: "expected the size of its file, such as 9.0GB")
      }
      values[column] = "\(bytes)"
    case "architecture", "layer_order", "swa_pattern", "is_coder", "released", "listed_size":
      guard let text = texts.first, texts.count == 1, !text.utf8.contains(where: { $0 < 0x20 }) else {
        throw Problem(message: "expected a text")
      }
      values[column] = text
    default:
      guard let number = texts.first.flatMap({ Int($0) }), texts.count == 1,
        (0...1_000_000_000_000_000).contains(number)
      else { throw Problem(message: "expected a number") }
      values[column] = "\(number)"
    }
    return ModelDescription(self, values)
  }

  /// Decimal units, as pages of models have them: `9.0GB` is 9,000,000,000 bytes; `GiB` counts by 1024.
  private static func bytes(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number > 0 else { return nil }
    let rest = text.dropFirst(digits.count).filter { $0 != " " }.lowercased()
    guard let unit = units[rest], number * unit < 1e15 else { return nil }
    return Int(number * unit)
  }
}
