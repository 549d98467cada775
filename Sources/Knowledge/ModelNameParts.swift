import Catalogue

/// A model's name taken apart, so that names with the same parts in another order or with other marks between them are
/// known to mean the same: `qwen-coder2.5-7b` and `qwen2.5-coder:7b`, `gpt-oss-20b` and `gpt-oss:20b`.
struct ModelNameParts: Hashable {
  /// Family, version, variant and size, each a word of letters or a number, in alphabetical order.
  let words: [String]

  /// Parts at every mark, and where letters and digits meet; a number with a unit of size stays together (`7b`, `270m`).
  init(_ text: String) {
    var words: [String] = []
    for piece in text.lowercased().split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == ".") }) {
      var word = ""
      func end(_ rest: Substring) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      var rest = piece[...]
      while let first = rest.first {
        let isNumber = first.isNumber || first == "."
        let run = rest.prefix { ($0.isNumber || $0 == ".") == isNumber }
        rest = rest.dropFirst(run.count)
        word = String(run)
        if isNumber, let unit = rest.first, unit == "b" || unit == "m",
          rest.dropFirst().first.map({ !$0.isLetter }) ?? true
        {
          word.append(unit)
          rest.removeFirst()
        }
        end(rest)
      }
    }
    self.words = words.sorted()
  }

  private init(words: [String]) { self.words = words }

  /// Without words for how a model was trained on, which the library leaves out where there is no other.
  var withoutPurpose: ModelNameParts {
    let purposes: Set<String> = ["instruct", "chat", "it", "hf"]
    return ModelNameParts(words: words.filter { !purposes.contains($0) })
  }
}

extension ModelCatalogue {
  /// The model of the library that has the same parts as a name that is not in it; `nil` where none or several have.
  public func sameParts(as name: ModelName) -> String? {
    guard name.isLibrary, name.model.utf8.count <= 80, (name.tag?.utf8.count ?? 0) <= 80 else { return nil }
    // Names with a quantization in them are those of files, as llama.cpp and LM Studio give them to models; with the tag
    // that Ollama adds by itself they are not.
    let isOllamas = name.tag?.lowercased() == "latest"
    let pieces = name.model.lowercased().split { "-_.".contains($0) }
    guard
      isOllamas
        || !pieces.contains(where: { piece in
          piece == "gguf" || piece.hasPrefix("iq")
            || piece.first == "q" && piece.dropFirst().first?.isNumber == true && piece.count == 2
        })
    else { return nil }
    let parts = Self.parts(name.model, name.tag ?? "")
    return same(parts) ?? same(parts.withoutPurpose)
  }

  /// Whether a model whose name begins like this one has the size that this one has not: `phi3:3.8b` for `phi:3.8b`.
  public func hasSizeElsewhere(_ name: ModelName) -> Bool {
    guard name.isLibrary, let size = name.tag?.lowercased() else { return false }
    let model = name.model.lowercased()
    let wanted = ":" + size
    return byFamily[String(model.prefix { $0.isLetter })]?.contains { known in
      known.name.utf8.count > model.utf8.count + wanted.utf8.count && known.name.hasPrefix(model)
        && known.name.hasSuffix(wanted)
    } ?? false
  }

  /// The same where the library has the model and not the tag, whose words belong to the name of another: `gemma:3-4b`,
  /// `phi:4`, `deepseek-coder:v2`, `qwen2.5:coder-7b`. A version in the tag stands for that in the name: `llama3:3.1-8b`.
  public func sameParts(asWronglyTagged name: ModelName) -> String? {
    guard let tag = name.tag, tag.utf8.count <= 80, name.isLibrary else { return nil }
    let family = name.model.lowercased().prefix(while: \.isLetter)
    // `3.1` of `3.1-8b` is a version; `7b` alone is a size that another model of the family may have.
    let hasVersion = tag.split(separator: "-").first?.allSatisfy { $0.isNumber || $0 == "." } == true
    for model in hasVersion ? [name.model, String(family)] : [name.model] {
      let parts = Self.parts(model, tag)
      if let same = same(parts) { return same }
      // `instruct` alone may be a tag that the table leaves out.
      if tag.contains(where: \.isNumber), let same = same(parts.withoutPurpose) { return same }
    }
    return nil
  }

  private func same(_ parts: ModelNameParts) -> String? {
    guard parts.words.count >= 2 else { return nil }
    var found: Set<String> = []
    // The family is one of the words.
    let families = byFamily
    for word in Set(parts.words) {
      for known in families[String(word)] ?? [] where known.parts == parts { found.insert(known.name) }
    }
    return found.count == 1 ? found.first : nil
  }

  /// `latest` says nothing of a model.
  private static func parts(_ model: String, _ tag: String) -> ModelNameParts {
    ModelNameParts(tag.lowercased() == "latest" ? model : model + " " + tag)
  }

  /// The names of the library by their families; those of the standard catalogue are read once.
  private var byFamily: [String: [(parts: ModelNameParts, name: String)]] {
    isExtended ? Self.families(of: rows) : Self.standardFamilies
  }

  private static let standardFamilies = families(of: standard.rows)

  private static func families(
    of rows: [CatalogueTable.Row]
  ) -> [String: [(parts: ModelNameParts, name: String)]] {
    var all: [String: [(parts: ModelNameParts, name: String)]] = [:]
    for row in rows {
      let model = String(row["name"])
      let family = String(model.lowercased().prefix { $0.isLetter })
      for tag in [String(row["tag"])] + row["aliases"].split(separator: ",").map(String.init) {
        let name = tag == "latest" ? model : "\(model):\(tag)"
        all[family, default: []].append((parts(model, tag), name))
      }
    }
    return all
  }
}
