import Syntax

extension RuleDecoder {
  /// The rule in a file of its own, as under `Rules/`.
  ///
  /// - Parameters:
  ///   - id: `category/name`, from the path.
  ///   - file: how errors name the file.
  public static func rule(id: String, file: String, source: SourceText) throws(RuleFileErrors) -> Rule {
    let decoder = RuleDecoder(file: file, source: source)
    let documents: [NodeDocument]
    do {
      documents = try YAMLParser.parse(source)
    } catch {
      throw decoder.failure(error.range, error.message)
    }
    guard documents.count == 1, let root = documents[0].root else {
      throw decoder.failure(source.range, "expected one YAML document with one rule")
    }
    return try decoder.decode(root, id: id)
  }
}
