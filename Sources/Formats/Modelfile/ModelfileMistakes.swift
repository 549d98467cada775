import Syntax

/// What keeps Ollama from reading a Modelfile, each mistake once and where it was made.
///
/// Words that are not instruction, and parameters that are only written wrongly, are facts instead (see
/// ``ModelfileKeys``): rules can name what was meant, and fix it.
struct ModelfileMistakes {
  let problems: [Reading.Problem]

  init(_ tree: ModelfileTree) {
    var problems: [Reading.Problem] = []
    let slips = Set(ModelfileSlip.all(in: tree).map { tree.source.lineStart(of: $0.range.start) })
    let stray = StrayLines(tree)
    for mistake in tree.mistakes {
      var error = mistake.error
      switch mistake.kind {
      case .unknownInstruction:
        guard let message = stray.prose[error.range.start] else { continue }
        error = SyntaxError(error.range, message)
      case .badParameterName:
        if slips.contains(tree.source.lineStart(of: error.range.start)) { continue }
      case .noFrom:
        // An unknown first word may well be the FROM that is missed; an empty file is not reported.
        if tree.instructions.isEmpty && tree.mistakes.count == 1 || stray.misspeltFrom { continue }
      case .badRole, .missingValue, .unclosedQuote, .markdownFence: break
      }
      problems.append(.init(rule: "syntax/modelfile", error, effect: "ollama create rejects the file."))
    }
    problems += tree.all(.from).filter { $0.value.isEmpty && $0.valueRange.start > $0.keyword.end }.map {
      .init(rule: "syntax/modelfile", SyntaxError($0.keyword, "FROM has no value"), effect: "ollama create rejects the file.")
    }
    self.problems = problems
  }
}

/// Lines that begin with no instruction, told apart: text that belongs to the value above, and misspelt words.
struct StrayLines {
  /// By the offset of its first word: what is wrong with the first line of a run of text.
  private(set) var prose: [Int: String] = [:]
  /// Words that were meant as instructions, or stand for themselves.
  private(set) var words: [ModelfileTree.Instruction] = []
  private(set) var misspeltFrom = false

  /// The instruction that a word was meant to be: capitals, or the file's first word.
  static func meant(_ word: String) -> String? {
    guard word == word.uppercased() || word == word.lowercased() else { return nil }
    return Nearest.match(word, among: keywords)
  }

  init(_ tree: ModelfileTree) {
    var isInRun = false
    var previous: ModelfileTree.Instruction?
    // What is after a quote that nothing closes is part of its value.
    let open = tree.mistakes.first { $0.kind == .unclosedQuote }?.error.range.start
    for instruction in tree.instructions where open.map({ instruction.keyword.start < $0 }) ?? true {
      guard instruction.kind == .unknown else {
        isInRun = false
        previous = instruction
        continue
      }
      let word = tree.text(instruction.keyword)
      if word.hasPrefix("```") { continue }
      let isMisspelt = word == word.uppercased() && Self.meant(word) != nil
      if isMisspelt {
        misspeltFrom = misspeltFrom || Self.meant(word) == "FROM"
        words.append(instruction)
        isInRun = false
        continue
      }
      if isInRun { continue }
      isInRun = true
      if let previous, let reason = Self.leftover(of: previous, tree) {
        prose[instruction.keyword.start] = reason
      } else {
        words.append(instruction)
      }
    }
  }

  /// Why the lines after `instruction` are not part of its value, if they look as if they should be.
  private static func leftover(of instruction: ModelfileTree.Instruction, _ tree: ModelfileTree) -> String? {
    let keyword = tree.text(instruction.keyword).uppercased()
    switch instruction.kind {
    case .system, .template, .license, .message: break
    default: return nil
    }
    if instruction.quoting == .none {
      return "the text of \(keyword) ended with its first line; put multi-line text between \"\"\" and \"\"\""
    }
    if instruction.quoting == .double {
      return
        "the text of \(keyword) ended at the first line that ends in a quote; put multi-line text between \"\"\" and \"\"\""
    }
    return "the text of \(keyword) ended with the \"\"\" above this line"
  }
}
