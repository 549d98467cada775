import Knowledge
import Syntax
import Vocabulary

/// The parameters of a Modelfile, and those of its instructions that something is to be said about.
struct ModelfileKeys {
  private let reader: ModelfileReader
  private let tree: ModelfileTree
  /// The last of each parameter, and of each instruction: the one that counts.
  private let lastParameter: [String: ModelfileTree.Instruction]
  private let lastInstruction: [ModelfileTree.Kind: ModelfileTree.Instruction]
  private let lastNamedBase: ModelfileTree.Instruction?

  init(_ reader: ModelfileReader) {
    self.reader = reader
    let tree = reader.tree
    self.tree = tree
    lastParameter = Dictionary(tree.all(.parameter).map { (tree.name(of: $0), $0) }) { $1 }
    lastInstruction = Dictionary(tree.instructions.map { ($0.kind, $0) }) { $1 }
    lastNamedBase = tree.all(.from).last { ModelfileBase($0, reader).kind == .name }
  }

  func facts() -> [Fact] {
    ModelfileKey.all(in: tree).compactMap { key in
      switch key.instruction?.kind {
      case .parameter: parameter(key)
      case nil: slip(key)
      default: instruction(key)
      }
    }
  }

  private func fact(_ key: ModelfileKey, kind: String, name: TextRange) -> Fact {
    var fact = Fact(FactID(.key, reader.document.id, key.address), at: reader.at(key.range))
    fact.related = [.owner: reader.id, .model: reader.id]
    fact.write(.name, .text(key.name), at: reader.at(name))
    fact.infer(.kind, .text(kind))
    fact.infer(.format, .text("Modelfile"))
    return fact
  }

  private func write(_ problem: ValueProblem, _ at: SourceRange, to fact: inout Fact) {
    fact.write(any: .problem, .text(problem.kind.rawValue), at: at)
    fact.infer(.expected, .text(problem.expected))
    if let corrected = problem.corrected { fact.infer(.corrected, .text(corrected)) }
  }

  // MARK: Parameters

  private func parameter(_ key: ModelfileKey) -> Fact? {
    guard let instruction = key.instruction, let nameRange = instruction.name else { return nil }
    var fact = fact(key, kind: "parameter", name: nameRange)
    let at = reader.at(instruction.valueRange.isEmpty ? instruction.range : instruction.valueRange)
    let value = reader.value(of: instruction)
    fact.write(.value, value.map(Value.text), at: at)
    let known = OllamaParameter.named(key.name)
    stand(known, key, nameRange, &fact)
    if let known, known.standing == .read, let value, let problem = known.problem(with: value) {
      write(problem, at, to: &fact)
    }
    if known?.standing == .read, key.name != "stop" { repeated(key, nameRange, &fact) }
    return fact
  }

  private func stand(
    _ known: OllamaParameter?, _ key: ModelfileKey, _ range: TextRange, _ fact: inout Fact
  ) {
    func status(_ word: KeyStatus) { fact.write(.status, word, at: reader.at(range)) }
    guard let known else {
      let nearest = OllamaParameter.nearest(to: key.name)
      status(nearest == nil ? .unknown : .misspelt)
      if let nearest { fact.infer(.replacement, .text(nearest)) }
      return
    }
    switch known.standing {
    case .read: status(.known)
    case .deprecated: status(.deprecated)
    case .removed: status(.removed)
    case .invented(let instead):
      status(.invented)
      if let instead { fact.infer(.replacement, .text(instead)) }
    }
  }

  /// The last of several assignments counts; an equal one does no harm.
  private func repeated(_ key: ModelfileKey, _ range: TextRange, _ fact: inout Fact) {
    guard let last = lastParameter[key.name], let own = key.instruction, last.range != own.range,
      last.value != own.value
    else { return }
    fact.write(.status, .duplicate, at: reader.at(range))
    fact.attributes[.counterpart] = Sourced(
      .text(last.value),
      because: [Reason("this later line is used", at: reader.at(last.range))])
  }

  // MARK: Instructions

  private func instruction(_ key: ModelfileKey) -> Fact? {
    guard let instruction = key.instruction else { return nil }
    var fact = fact(key, kind: "instruction", name: instruction.keyword)
    let at = reader.at(instruction.valueRange.isEmpty ? instruction.range : instruction.valueRange)
    fact.write(.value, reader.value(of: instruction).map(Value.text), at: at)
    if let since = Self.since[instruction.kind] {
      fact.write(.status, .known, at: reader.at(instruction.keyword))
      fact.infer(.since, .text(since))
    }
    switch instruction.kind {
    case .unknown:
      let nearest = StrayLines.meant(key.name)
      fact.write(
        .status, nearest == nil ? .unknown : .misspelt, at: reader.at(instruction.keyword))
      if let nearest { fact.infer(.replacement, .text(nearest)) }
      return fact
    case .from, .adapter, .draft: return path(key, instruction, at, fact)
    case .renderer, .parser:
      renderer(instruction, at, &fact)
      duplicate(key, &fact)
    case .template, .system, .requires:
      duplicate(key, &fact)
      // Of a model's own name it is known that there is something to keep.
      if instruction.value.isEmpty, instruction.quoting != .none, instruction.kind != .requires,
        lastNamedBase != nil
      {
        fact.write(.problem, .empty, at: at)
      }
      if instruction.kind == .system, let text = reader.value(of: instruction),
        let marker = ChatMarkup.first(in: text)
      {
        fact.write(.problem, .chatMarker, at: at)
        fact.infer(.counterpart, .text(marker))
      }
    case .license, .message, .parameter: return nil
    }
    return fact.has(.status) || fact.has(.problem) ? fact : nil
  }

  /// Instructions that older versions refuse, with the first that knows them (ollama/ollama `parser/parser.go` and its
  /// history).
  private static let since: [ModelfileTree.Kind: String] = [
    .renderer: "0.12.0", .parser: "0.12.0", .requires: "0.14.0", .draft: "0.23.1",
  ]

  private func duplicate(_ key: ModelfileKey, _ fact: inout Fact) {
    guard let own = key.instruction, let last = lastInstruction[own.kind], last.range != own.range,
      last.value != own.value
    else { return }
    fact.write(.status, .duplicate, at: reader.at(own.keyword))
    fact.attributes[.consequence] = Sourced(
      .text("only the last \(key.name) is used"),
      because: [Reason("this later line is used", at: reader.at(last.range))])
  }

  private func path(
    _ key: ModelfileKey, _ instruction: ModelfileTree.Instruction, _ at: SourceRange, _ fact: Fact
  ) -> Fact? {
    var fact = fact
    guard let written = reader.value(of: instruction) else { return nil }
    if let comment = InlineComment(in: written), instruction.quoting == .none {
      write(
        ValueProblem(.inlineComment, corrected: comment.value, expected: "comments on lines of their own"),
        at, to: &fact)
    }
    let isName = instruction.kind == .from && ModelfileBase(instruction, reader).kind == .name
    if instruction.kind == .from {
      from(instruction, isName, &fact)
    } else if instruction.kind == .adapter {
      duplicate(key, &fact)
    }
    if !isName, !fact.has(.problem), !fact.has(.status) { missing(written, at, &fact) }
    return fact.has(.status) || fact.has(.problem) ? fact : nil
  }

  /// Several names: the last one counts. A name and files: the files are ignored (`server/create.go`).
  private func from(_ instruction: ModelfileTree.Instruction, _ isName: Bool, _ fact: inout Fact) {
    guard let last = lastNamedBase, last.range != instruction.range, last.value != instruction.value else {
      return
    }
    if isName {
      fact.write(.status, .duplicate, at: reader.at(instruction.keyword))
      fact.attributes[.consequence] = Sourced(
        .text("only the last FROM is used"),
        because: [Reason("this later line is used", at: reader.at(last.range))])
    } else {
      fact.write(.problem, .conflict, at: reader.at(instruction.valueRange))
      fact.attributes[.consequence] = Sourced(
        .text("the file is ignored"),
        because: [Reason("this line names a model, which takes precedence", at: reader.at(last.range))])
    }
  }

  /// `# FROM llama3.1:latest`, which `ollama show --modelfile` writes above the path.
  private var nameInComment: String? {
    let source = reader.document.source
    let lines = source.string(source.range).split(whereSeparator: \.isNewline).map { $0.trimmingBlanks }
    let names = lines.filter { $0.hasPrefix("# FROM ") }.map { $0.dropFirst("# FROM ".count).trimmingBlanks }
    guard let name = names.first.map(String.init), !name.isEmpty, !name.contains(" "), !ModelfileBase.isPath(name) else { return nil }
    return name
  }

  private func missing(_ path: String, _ at: SourceRange, _ fact: inout Fact) {
    if path.contains("blobs/sha256-") || path.contains("blobs\\sha256-") {
      fact.write(.problem, .blob, at: at)
      if let name = nameInComment { fact.infer(.corrected, .text(name)) }
      return
    }
    if path.hasPrefix("/"), let own = fromRoot(path) {
      fact.write(.problem, .relative, at: at)
      fact.infer(.corrected, .text(own))
      return
    }
    guard ModelfileBase.entry(path, reader) == .missing, !ModelfileBase.isIgnored(path, reader) else {
      return
    }
    fact.write(.problem, .missingFile, at: at)
    guard let joined = Path.join(reader.document.directory, path) else { return }
    let folder = Path.directory(of: joined)
    let file = joined.split(separator: "/").last.map(String.init) ?? joined
    let names = reader.workspace.names(in: folder).filter { $0.lowercased().hasSuffix(".gguf") }
    if let near = Nearest.match(file, among: names) {
      fact.infer(.corrected, .text(String(path.dropLast(file.count)) + near))
    }
  }

  /// `/models/phi.gguf` where a folder around the Modelfile has that file: the path to it from the Modelfile.
  private func fromRoot(_ path: String) -> String? {
    guard reader.document.id.embedding.isEmpty else { return nil }
    var folder = reader.document.directory
    var up = "./"
    while true {
      let below = String(path.dropFirst())
      let file = folder.isEmpty ? below : folder + "/" + below
      if reader.workspace.kind(at: file) == .file { return up + below }
      // The folder itself may be the one that the path begins with.
      if let name = folder.split(separator: "/").last, below.hasPrefix(name + "/"),
        reader.workspace.kind(at: folder + below.dropFirst(name.utf8.count)) == .file
      {
        return up + below.dropFirst(name.utf8.count + 1)
      }
      if folder.isEmpty { return nil }
      folder = Path.directory(of: folder)
      up = up == "./" ? "../" : "../" + up
    }
  }

  private func renderer(_ instruction: ModelfileTree.Instruction, _ at: SourceRange, _ fact: inout Fact) {
    guard let value = reader.value(of: instruction) else { return }
    let known = instruction.kind == .renderer ? ChatRenderers.renderers : ChatRenderers.parsers
    // The lists grow with every release: only what looks like a typo is one.
    guard !known.contains(value), let near = Nearest.match(value, among: known),
      Nearest.isMisspelling(value, of: near)
    else { return }
    write(ValueProblem(.unknownWord, corrected: near, expected: "a name that Ollama knows"), at, to: &fact)
  }

  // MARK: Slips

  private func slip(_ key: ModelfileKey) -> Fact? {
    guard let slip = key.slip else { return nil }
    var fact = fact(key, kind: "parameter", name: slip.range)
    fact.write(.value, .text(slip.value), at: reader.at(slip.range))
    fact.write(.status, .known, at: reader.at(slip.range))
    fact.write(.problem, .spacing, at: reader.at(slip.range))
    fact.infer(.corrected, .text("PARAMETER \(slip.name) \(slip.value)"))
    fact.infer(.expected, .text("one space before the name and one after it"))
    return fact
  }
}

/// An instruction that can be found again: the last of its kind by its name alone, earlier ones counted back.
struct ModelfileKey {
  let address: [String]
  let name: String
  let instruction: ModelfileTree.Instruction?
  let slip: ModelfileSlip?
  let range: TextRange

  static func all(in tree: ModelfileTree) -> [ModelfileKey] {
    let stray = Set(StrayLines(tree).words.map(\.range))
    var found: [(path: [String], name: String, instruction: ModelfileTree.Instruction?, slip: ModelfileSlip?)]
    found = tree.instructions.compactMap { instruction in
      if instruction.kind == .unknown, !stray.contains(instruction.range) { return nil }
      let keyword = tree.text(instruction.keyword)
      let name = tree.name(of: instruction)
      switch instruction.kind {
      case .parameter: return (["PARAMETER", name], name, instruction, nil)
      case .unknown: return (["", keyword], keyword, instruction, nil)
      default: return ([keyword.uppercased()], keyword.uppercased(), instruction, nil)
      }
    }
    found += ModelfileSlip.all(in: tree).map { (["PARAMETER", $0.name, "slip"], $0.name, nil, $0) }
    var counts: [[String]: Int] = [:]
    var keys: [ModelfileKey] = []
    for entry in found.reversed() {
      let count = counts[entry.path, default: 0] + 1
      counts[entry.path] = count
      let range = entry.instruction?.range ?? entry.slip?.range ?? TextRange(at: 0)
      keys.append(
        ModelfileKey(
          address: count == 1 ? entry.path : entry.path + [String(count)], name: entry.name,
          instruction: entry.instruction, slip: entry.slip, range: range))
    }
    return keys.reversed()
  }
}
