import Knowledge
import Syntax
import Vocabulary

/// Reads what a Modelfile says of the model it defines.
struct ModelfileReader {
  let document: Document
  let tree: ModelfileTree
  let workspace: any Workspace
  let id: FactID

  init(_ document: Document, _ tree: ModelfileTree, _ workspace: any Workspace) {
    self.document = document
    self.tree = tree
    self.workspace = workspace
    id = FactID(.model, document.id, [])
  }

  func at(_ range: TextRange) -> SourceRange { document.at(range) }

  /// The value as Ollama reads it; `nil` where it is computed, or a blank to be filled in by hand.
  func value(of instruction: ModelfileTree.Instruction) -> String? {
    guard !document.holes.contains(where: { $0.overlaps(instruction.range) }) else { return nil }
    switch instruction.kind {
    case .from, .adapter, .draft, .parameter, .requires, .renderer, .parser:
      let isStop = tree.name(of: instruction) == "stop"
      return !isStop && Self.isPlaceholder(instruction.value) ? nil : instruction.value
    default: return instruction.value
    }
  }

  /// `<model name>`, `${MODEL}`, `{{ model }}`, `__MODEL__`: something fills it in before Ollama reads it. A path to a blob ends in
  /// 64 digits; `blobs/sha256-abc...` asks its reader for them.
  static func isPlaceholder(_ text: String) -> Bool {
    if let mark = text.firstRange(ofBytes: "blobs/sha256-") ?? text.firstRange(ofBytes: "blobs\\sha256-") {
      let digest = text[mark.upperBound...]
      if digest.utf8.count != 64 || !digest.allSatisfy(\.isHexDigit) { return true }
    }
    return isHole(text)
  }

  private static func isHole(_ text: String) -> Bool {
    (text.hasPrefix("<") && text.hasSuffix(">")) || text.hasPrefix("$") || text.contains("${")
      || text.contains("{{") || text.contains("{%") || text.contains("$(")
      || (text.hasPrefix("__") && text.hasSuffix("__") && text.utf8.count > 4)
  }

  func model() -> Fact {
    let froms = tree.all(.from)
    let place = froms.first?.range ?? tree.instructions.first?.range ?? TextRange(at: 0)
    var model = Fact(id, at: at(place))
    let base = froms.last { ModelfileBase($0, self).kind == .name } ?? froms.first { !isProjector($0) } ?? froms.first
    if let base { write(ModelfileBase(base, self), base, to: &model) }
    parameters(&model)
    template(&model)
    system(&model)
    if let requires = tree.all(.requires).last {
      let text = value(of: requires)
      model.write(.requires, text.map(Value.text), at: at(requires.valueRange))
      if let text, Version(text) == nil {
        model.write(.requiresProblem, .text("is not a version such as 0.14.0"), at: at(requires.valueRange))
      }
    }
    if let renderer = (tree.all(.renderer) + tree.all(.parser)).last {
      model.write(.renderer, value(of: renderer).map(Value.text), at: at(renderer.valueRange))
    }
    return model
  }

  /// The part of a vision model that reads pictures, which a FROM of its own names.
  private func isProjector(_ from: ModelfileTree.Instruction) -> Bool {
    value(of: from)?.split(separator: "/").last?.lowercased().contains("mmproj") == true
  }

  private func write(_ base: ModelfileBase, _ from: ModelfileTree.Instruction, to model: inout Fact) {
    let range = at(from.valueRange.isEmpty ? from.range : from.valueRange)
    if base.name == "" || document.id.embedding.isEmpty && ModelfileTemplates.contains(document.id.path, in: workspace) {
      model.write(.base, nil, at: range)
      return
    }
    model.write(.base, base.name.map(Value.text), at: range)
    model.write(any: .baseKind, .text(base.kind.rawValue), at: range)
    if let shadow = base.shadow { model.write(.shadowedBy, .text(shadow), at: range) }
    if base.kind == .file, base.exists == true, let name = base.name { weights(name, range, &model) }
  }

  /// The metadata of the weights file.
  private func weights(_ name: String, _ range: SourceRange, _ model: inout Fact) {
    guard let path = Path.join(document.directory, name), let head = workspace.weights(at: path) else {
      return
    }
    model.write(.baseFile, .text(path), at: range)
    switch head {
    case .failure(let error):
      if !isStoredElsewhere(path) { model.write(.baseProblem, .text(error.reason), at: range) }
    case .success(let file):
      let reason = Reason("\(name) records this length", at: range)
      if let context = file.metadata.integer(file.metadata.own("context_length")) {
        model.infer(.contextTrained, .integer(context), because: [reason])
      }
      if let blocks = file.metadata.integer(file.metadata.own("block_count")), blocks < 1 << 20 {
        model.infer(.layers, .integer(blocks + 1))
      }
      model.infer(.baseHasTemplate, .flag(file.chatTemplate != nil))
      // What else it can do depends on its template.
      if file.embeds { model.infer(.capabilities, [.embedding]) }
    }
  }

  /// A pointer that `git lfs pull` replaces by the file.
  private func isStoredElsewhere(_ path: String) -> Bool {
    guard let text = workspace.source(at: path) else { return false }
    return String(decoding: text.bytes.prefix(40), as: UTF8.self).hasPrefix("version https://git-lfs")
  }

  private func parameters(_ model: inout Fact) {
    var stops: [Value] = []
    for parameter in tree.all(.parameter) {
      let range = at(parameter.valueRange.isEmpty ? parameter.range : parameter.valueRange)
      let text = value(of: parameter)
      let number = text.flatMap(GoValues.integer)
      switch tree.name(of: parameter) {
      case "num_ctx": model.write(.context, number.flatMap { $0 >= 4 ? .integer($0) : nil }, at: range)
      case "num_gpu": model.write(.gpuLayers, number.map(Value.integer), at: range)
      case "num_predict":
        // Zero and below mean no limit of its own.
        if let number, number <= 0 {
          model.attributes[.outputStated] = nil
        } else {
          model.write(.outputStated, number.map(Value.integer), at: range)
        }
      case "stop": if let text { stops.append(.text(text)) }
      default: break
      }
    }
    for slip in ModelfileSlip.all(in: tree) where slip.name == "num_ctx" {
      let number = GoValues.meantInteger(slip.value)
      model.write(.context, number.map(Value.integer), at: at(slip.range))
    }
    if let first = tree.all(.parameter).first(where: { tree.name(of: $0) == "stop" }) {
      model.write(.stops, .list(stops), at: at(first.range))
    }
  }

  private func template(_ model: inout Fact) {
    // An empty TEMPLATE keeps that of the base.
    guard let instruction = tree.all(.template).last, !instruction.value.isEmpty else { return }
    let range = at(instruction.keyword)
    // Only a part of what nothing closes is in its line.
    let isOpen = tree.mistakes.contains { $0.kind == .unclosedQuote && instruction.valueRange.contains($0.error.range) }
    guard let text = isOpen ? nil : value(of: instruction) else {
      model.write(.template, nil, at: range)
      return
    }
    let template = ModelfileTemplate(text)
    model.write(.template, .text(text), at: range)
    model.write(.templateVariables, .texts(template.variables), at: range)
    if let problem = template.problem { model.write(.templateProblem, .text(problem), at: range) }
    // What a model from a library brings along includes its stop strings; weights in a file bring none.
    guard model[.baseKind] == .file else { return }
    let stops = model.texts(.stops)
    let missing = ChatMarkup.ends(in: text).filter { end in !stops.contains { end.contains($0) } }
    if !missing.isEmpty { model.write(.stopsMissing, .texts(missing), at: range) }
  }

  private func system(_ model: inout Fact) {
    guard let system = tree.all(.system).last, let text = value(of: system), !text.isEmpty else { return }
    model.write(.systemTokens, .integer(text.unicodeScalars.count / 4), at: at(system.keyword))
  }
}

/// Markup by which chat templates end a turn.
enum ChatMarkup {
  /// The first marker in a text that a template wraps in its own.
  static func first(in text: String) -> String? {
    let starts = [
      "<|im_start|>", "<|start_header_id|>", "<|begin_of_text|>", "<start_of_turn>", "[INST]", "<<SYS>>",
    ]
    return (starts + all.filter { $0 != "</s>" }).first { text.contains($0) }
  }

  /// Where another marker ends a turn, `<|user|>` begins the next one. In the harmony format `<|end|>` ends a message, also that
  /// of the reasoning; the turn ends with `<|return|>` or `<|call|>` (openai/harmony, docs/format.md).
  static func ends(in template: String) -> [String] {
    let isHarmony = template.contains("<|start|>") || template.contains("<|channel|>") || template.contains("<|message|>")
    let found = all.filter { template.contains($0) && !(isHarmony && $0 == "<|end|>") }
    return found.count > 1 ? found.filter { $0 != "<|user|>" } : found
  }
}
