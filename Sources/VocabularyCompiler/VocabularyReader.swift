import Syntax

/// Reads the files of attributes, and says everything that is wrong with them at once.
struct VocabularyReader {
  private(set) var attributes: [DeclaredAttribute] = []
  private(set) var errors: [String] = []
  private var known: Set<String> = []

  /// - Parameter name: `SUBJECT.yaml`; `shared.yaml` for attributes that name all of their subjects.
  mutating func read(_ name: String, _ source: SourceText) {
    let lines = LineTable(source.bytes)
    func error(_ range: TextRange, _ message: String) -> String {
      let at = lines.position(at: range.start)
      return "\(name):\(at.line):\(at.column): error: \(message)"
    }
    let root: Node?
    do {
      root = try YAMLParser.parse(source).first?.root
    } catch {
      errors.append(
        "\(name):\(lines.position(at: error.range.start).line):1: error: \(error.message)")
      return
    }
    let subject = String(name.dropLast(5))
    for entry in root?.entries ?? [] {
      guard let attribute = entry.key.text, let fields = entry.value.entries else {
        errors.append(error(entry.range, "expected an attribute with type and meaning"))
        continue
      }
      if !known.insert(attribute).inserted {
        errors.append(error(entry.key.range, "`\(attribute)` is declared twice"))
      }
      var values: [String: Node] = [:]
      for field in fields {
        guard let key = field.key.text, ["type", "swift", "also", "meaning"].contains(key) else {
          errors.append(error(field.key.range, "unknown key; there are type, swift, also, meaning"))
          continue
        }
        values[key] = field.value
      }
      guard let type = values["type"]?.text.flatMap(DeclaredType.init), let meaning = values["meaning"]?.text
      else {
        let types = DeclaredType.units.keys.sorted().joined(separator: ", ")
        errors.append(
          error(
            entry.key.range,
            "`\(attribute)` needs a meaning and a type: \(types), an enum of words, or `list of` one"))
        continue
      }
      let also = values["also"]?.items?.compactMap(\.text) ?? []
      attributes.append(
        DeclaredAttribute(
          name: attribute, identifier: values["swift"]?.text ?? identifier(attribute),
          subjects: (subject == "shared" ? [] : [subject]) + also, type: type, meaning: meaning))
    }
  }
}

/// `context.trained` is `contextTrained`, and `model-use` is `modelUse`.
func identifier(_ name: String) -> String {
  let parts = name.split { $0 == "." || $0 == "-" }
  return parts.dropFirst().reduce(String(parts.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
}
