import Catalogue
import Syntax

/// What is known of a model of Ollama's library.
public struct CatalogueModel: Sendable, Hashable {
  /// `name:tag` of the row, which may be another spelling of the tag that was asked for.
  public let name: String
  public let tag: String
  /// Context length it was trained for, in tokens.
  public let trainedContext: Int?
  /// completion, tools, insert, vision, thinking, embedding, audio.
  public let capabilities: Set<String>
  /// Transformer blocks; with the output layer, one more can be offloaded.
  public let blockCount: Int?
  public let parameters: Int?
  /// As a file of weights calls it (`general.architecture`): `qwen35`.
  public let architecture: String
  /// Length of the vectors between its blocks, and of those that an embedding model answers with.
  public let embeddingLength: Int?
}

/// Models of Ollama's library, by name and tag.
///
/// The table is `Catalogue/models.tsv`: one row per size tag; `aliases` are tags with the same digest.
/// It is a picture of one day: a name that is not in it may be newer than the table.
public struct ModelCatalogue: Sendable {
  private let table: CatalogueTable

  /// What this process knows of the library.
  public static let standard = ModelCatalogue(StandardKnowledge.current.models)

  init(_ table: CatalogueTable) {
    self.table = table
  }

  /// Whether a project described models of its own.
  var isExtended: Bool { table.isExtended }

  public enum Answer: Sendable, Hashable {
    /// The tag, or one of the same weights.
    case model(CatalogueModel)
    /// The size is there in another quantization or variant: all but the exact weights is known.
    case variant(CatalogueModel)
    /// The model is in the library, but no tag begins like this; the tags there are.
    case unknownTag(known: [String])
    /// No model of this name; the nearest one, if a name is near enough.
    case unknownName(nearest: String?)
  }

  public func look(up name: ModelName) -> Answer {
    let rows = rows(of: name)
    guard !rows.isEmpty else {
      guard name.isLibrary else { return .unknownName(nearest: nil) }
      let nearest = Nearest.match(name.model, among: table.keys())
      return .unknownName(nearest: nearest.flatMap { Nearest.isMisspelling(name.model, of: $0) ? $0 : nil })
    }
    if let row = rows.first(where: { isExact($0, name.tag) }) { return .model(model(row)) }
    if let row = variantRow(name.tag, among: rows) { return .variant(model(row)) }
    return .unknownTag(known: rows.map { String($0["tag"]) })
  }

  /// Whether a tag states a context length, as `14b-16k` does, that no tag of the library states: somebody created the model
  /// with that context.
  public func isMadeForContext(_ name: ModelName) -> Bool {
    guard let tag = name.tag?.lowercased() else { return false }
    func contexts(_ tag: String) -> Set<Substring> {
      Set(
        tag.split { "-_".contains($0) }.filter {
          $0.last == "k" && $0.count > 1 && $0.dropLast().allSatisfy(\.isNumber)
        })
    }
    let own = contexts(tag)
    guard !own.isEmpty else { return false }
    return rows(of: name).allSatisfy { row in
      tags(of: row).allSatisfy { contexts($0).isDisjoint(with: own) }
    }
  }

  /// The row for the name, exact or by size.
  package func row(named name: ModelName) -> CatalogueTable.Row? {
    let rows = rows(of: name)
    return rows.first { isExact($0, name.tag) } ?? variantRow(name.tag, among: rows)
  }

  /// Whether the row's bytes are the very ones that the tag names.
  package func isExact(_ row: CatalogueTable.Row, _ tag: String?) -> Bool {
    tags(of: row).contains((tag ?? "latest").lowercased())
  }

  private func variantRow(_ tag: String?, among rows: [CatalogueTable.Row]) -> CatalogueTable.Row? {
    let tag = (tag ?? "latest").lowercased()
    // `14b-instruct-q5_K_M`: the size decides geometry, context and abilities.
    let size = tag.prefix { $0 != "-" }
    let bySize = rows.filter { $0["tag"].lowercased().prefix { $0 != "-" } == size }
    if let row = bySize.first(where: { $0["tag"].lowercased() == size }) ?? bySize.first { return row }
    return rows.first { tags(of: $0).contains { $0.prefix { $0 != "-" } == size } }
  }

  /// The row for the name, exact or by size.
  public func model(named name: ModelName) -> CatalogueModel? {
    row(named: name).map(model)
  }

  /// Whether a model of the library has a capability.
  public func can(_ capability: String, named name: String) -> Bool {
    ModelName(name).flatMap { model(named: $0) }?.capabilities.contains(capability) ?? false
  }

  /// `name:tag` of every row.
  public var names: [String] {
    table.keys().flatMap { key in table.rows(named: key).map { "\(key):\($0["tag"])" } }
  }

  /// The rows of all tags of a model; of one outside the library only where a project describes it.
  private func rows(of name: ModelName) -> [CatalogueTable.Row] {
    if name.isLibrary { return table.rows(named: name.model) }
    return table.isExtended ? table.rows(named: Self.key(of: name)) : []
  }

  /// The first cell of a model's rows.
  static func key(of name: ModelName) -> String {
    let full = name.canonical
    return name.isLibrary ? name.model : String(full.prefix(upTo: full.lastIndex(of: ":") ?? full.endIndex))
  }

  package func rows(named name: String) -> [CatalogueTable.Row] { table.rows(named: name) }

  package var rows: [CatalogueTable.Row] { table.keys().flatMap { table.rows(named: $0) } }

  /// The tags of a model's rows.
  package func tags(of model: String) -> [String] { table.rows(named: model).map { String($0["tag"]) } }

  /// Whether the library has a model whose name begins like this.
  public func hasName(beginningWith text: String) -> Bool {
    let text = text.lowercased()
    return table.keys().contains { $0.lowercased().hasPrefix(text) }
  }

  private func tags(of row: CatalogueTable.Row) -> [String] {
    [row["tag"].lowercased()] + row["aliases"].lowercased().split(separator: ",").map(String.init)
  }

  private func model(_ row: CatalogueTable.Row) -> CatalogueModel {
    CatalogueModel(
      name: String(row["name"]), tag: String(row["tag"]), trainedContext: Int(row["context_length"]),
      capabilities: Set(row["capabilities"].split(separator: ",").map(String.init)),
      blockCount: Int(row["block_count"]), parameters: Int(row["parameters"]),
      architecture: String(row["architecture"]),
      embeddingLength: Int(row["embedding_length"]))
  }

  // MARK: What a project describes

  /// The catalogue with the models that a project describes. Each replaces the tag of the same name.
  public func adding(_ models: [ModelDescription]) throws(ModelDescription.Problem) -> ModelCatalogue {
    guard !models.isEmpty else { return self }
    var rows: [CatalogueTable.Row] = []
    for model in models {
      let base: CatalogueTable.Row?
      if let like = model.like {
        guard let row = row(named: like) else {
          throw ModelDescription.Problem(
            message: "\(like.shortened) is not in the catalogue; like: takes a library model")
        }
        base = row
      } else {
        base = row(named: model.name)
      }
      guard let base else {
        throw ModelDescription.Problem(
          message:
            "\(model.name.shortened) is not in the catalogue; name the model it is based on with like:")
      }
      var values = model.values
      values["name"] = Self.key(of: model.name)
      values["tag"] = model.name.tag ?? "latest"
      values["aliases"] = ""
      rows.append(base.with(values))
    }
    return ModelCatalogue(table.adding(rows))
  }

  /// The columns that a description may give, as it spells them.
  static var measures: [String] {
    StandardKnowledge.builtIn.models.columns.filter {
      !["name", "tag", "aliases", "confidence", "note"].contains($0)
    }
  }
}
