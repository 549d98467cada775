import Knowledge
import Syntax
import Vocabulary

/// Parts of a Modelfile that Ollama reads without a complaint and makes something else of.
///
/// Sources: ollama/ollama `server/create.go` (files of FROM), `server/prompt.go` and `model/renderers/renderer.go` (a
/// renderer takes the place of the template), docs/modelfile.mdx (ADAPTER).
struct ModelfileUnread {
  private let reader: ModelfileReader
  private var tree: ModelfileTree { reader.tree }

  init(_ reader: ModelfileReader) { self.reader = reader }

  var facts: [Fact] {
    [template, otherFamily, shards, projector, adapterFile, escaped].compactMap { $0 } + stops
  }

  /// The markup that the library's own templates of a family begin a turn with (`ollama show --template`), by the
  /// beginning of the model's name; those made from it by others have names of their own.
  private static let markup: [(name: String, mark: String)] = [
    ("llama3", "<|start_header_id|>"), ("qwen2", "<|im_start|>"), ("qwen3", "<|im_start|>"),
    ("gemma", "<start_of_turn>"), ("mistral", "[INST]"), ("mixtral", "[INST]"), ("phi3", "<|user|>"),
  ]

  private var otherFamily: Fact? {
    guard let template = tree.all(.template).last, let text = reader.value(of: template),
      let from = tree.all(.from).last, ModelfileBase(from, reader).kind == .name,
      let name = reader.value(of: from).flatMap(ModelName.init), name.isLibrary,
      let own = Self.markup.first(where: { family in
        let model = name.model.lowercased()
        let next = model.dropFirst(family.name.count).first
        return model.hasPrefix(family.name)
          && (next == nil || next == "." || next?.isNumber == true || next == "-")
      }), !text.contains(own.mark),
      let other = Self.markup.first(where: { $0.mark != own.mark && text.contains($0.mark) })
    else { return nil }
    return fact(
      "TEMPLATE", .otherFamily, "it uses \(other.mark); \(name.model) was trained with \(own.mark)",
      at: template.keyword)
  }

  /// `FROM ./my\\ model.gguf`: a Modelfile has no escapes, and takes a value to the end of its line (`parser/parser.go`).
  private var escaped: Fact? {
    guard let from = tree.all(.from).last, let path = Self.unescaped(from.value) else { return nil }
    return fact(
      "FROM", .escaped, "a backslash is part of the name", value: path, at: from.valueRange)
  }

  /// The path that a shell would make of it; `nil` for one without blanks, and for one of Windows.
  static func unescaped(_ path: String) -> String? {
    guard path.contains("\\ "), ["./", "/", "~", "../"].contains(where: path.hasPrefix) else { return nil }
    return path.split(separator: "\\", omittingEmptySubsequences: false).joined()
  }

  /// `PARAMETER stop "a" "b"` is the one string `a" "b`: Ollama takes off the outer quotes and no others
  /// (`parser/parser.go`, unquote).
  private var stops: [Fact] {
    Self.severalStops(in: tree).map { index, instruction, texts in
      SettingFact.make(
        ["unread", "several", String(index)], name: "stop", kind: "modelfile", format: "Modelfile", problem: .several,
        consequence: "the \(texts.count) strings are read as one", at: reader.at(instruction.valueRange),
        owner: reader.id)
    }
  }

  /// Lines with more than one stop string, and the strings.
  static func severalStops(in tree: ModelfileTree) -> [(
    index: Int, instruction: ModelfileTree.Instruction, texts: [String]
  )] {
    tree.all(.parameter).enumerated().compactMap { index, instruction in
      guard tree.name(of: instruction) == "stop" else { return nil }
      var text = tree.text(instruction.valueRange)[...]
      let isList = text.hasPrefix("[") && text.hasSuffix("]")
      if isList { text = text.dropFirst().dropLast() }
      var texts: [String] = []
      while true {
        text = text.drop { $0 == " " || $0 == "," }
        guard text.first == "\"" else { break }
        let inside = text.dropFirst().prefix { $0 != "\"" && $0 != "\\" && $0 != "\n" }
        text = text.dropFirst(inside.count + 1)
        guard text.first == "\"" else { return nil }
        text = text.dropFirst()
        texts.append(String(inside))
      }
      guard text.isEmpty, texts.count > 1, texts.allSatisfy({ !$0.isEmpty && $0 != " " && $0 != ", " }) else {
        return nil
      }
      return (index, instruction, texts)
    }
  }

  private func fact(
    _ name: String, _ problem: ValueFault, _ consequence: String, value: String? = nil, at range: TextRange
  ) -> Fact {
    SettingFact.make(
      ["unread", problem.rawValue], name: name, value: value, kind: "modelfile", format: "Modelfile",
      problem: problem, consequence: consequence, at: reader.at(range), owner: reader.id)
  }

  /// A TEMPLATE for a model whose chats the program renders itself.
  private var template: Fact? {
    guard let template = tree.all(.template).last, !template.value.isEmpty else { return nil }
    if let renderer = tree.all(.renderer).last, !renderer.value.isEmpty {
      return fact("TEMPLATE", .unread, "RENDERER \(renderer.value) replaces it", at: template.keyword)
    }
    guard let from = tree.all(.from).last, ModelfileBase(from, reader).kind == .name,
      let name = reader.value(of: from).flatMap(ModelName.init), name.isLibrary,
      ChatRenderers.serve(name.model),
      !name.model.lowercased().hasPrefix("gpt-oss")
    else { return nil }
    return fact(
      "TEMPLATE", .unread, "\(name.model) formats conversations with its inherited renderer",
      at: template.keyword)
  }

  /// `FROM model-00001-of-00003.gguf` alone: other parts are not looked for.
  private var shards: Fact? {
    let froms = tree.all(.from)
    for from in froms {
      guard let path = reader.value(of: from), let shards = GGUFShards(path: path) else { continue }
      let named = Set(froms.compactMap { reader.value(of: $0) })
      let missing = shards.paths.filter { !named.contains($0) }
      guard let first = missing.first else { return nil }
      let file = first.split(separator: "/").last.map(String.init) ?? first
      return fact(
        "FROM", .shards,
        "\(missing.count) of \(shards.paths.count) parts are missing, starting with \(file)",
        value: path,
        at: from.valueRange)
    }
    return nil
  }

  /// `ADAPTER ./adapter_model.safetensors`: of an adapter in this form the folder is named, in which Ollama finds
  /// `adapter_config.json` as well (Ollama, docs/modelfile.mdx; convert/convert.go: ConvertAdapter).
  private var adapterFile: Fact? {
    guard let (adapter, folder) = Self.adapterFolder(in: tree) else { return nil }
    return fact("ADAPTER", .incomplete, folder, value: adapter.value, at: adapter.valueRange)
  }

  static func adapterFolder(in tree: ModelfileTree) -> (ModelfileTree.Instruction, folder: String)? {
    guard
      let adapter = tree.all(.adapter).first(where: { $0.value.lowercased().hasSuffix(".safetensors") })
    else { return nil }
    let parts = adapter.value.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    return (adapter, folder.isEmpty ? "." : folder)
  }

  private var projector: Fact? {
    guard
      let adapter = tree.all(.adapter).first(where: {
        let file = $0.value.lowercased().split(separator: "/").last ?? ""
        return file.contains("mmproj") || file.contains("projector")
      })
    else { return nil }
    return fact(
      "ADAPTER", .projector, "a vision projector is not an adapter", value: adapter.value,
      at: adapter.keyword)
  }
}
