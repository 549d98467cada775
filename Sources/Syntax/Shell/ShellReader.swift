/// Reads a script once from left to right and gathers its commands.
struct ShellReader {
  let source: SourceText
  let bytes: [UInt8]
  /// Where reading ends: the text's end, or that of a substitution.
  let limit: Int
  var position = 0
  var words: [ShellScript.Word] = []
  var pending: [Pending] = []
  var nesting = 0
  var targets: [String] = []
  var finishedPending: [Pending] = []
  var failedSearches = 0
  var commands: [ShellScript.Command] = []
  var comments: [TextRange] = []
  var hereDocuments: [ShellScript.HereDocument] = []
  /// Whether the command that is read gets the output of the one before.
  var isPiped = false
  var branches = ShellBranches()

  struct Pending {
    let delimiter: [UInt8]
    let isLiteral: Bool
    let stripsTabs: Bool
    var target: String?
    var reader = InputReader([])
  }

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    limit = source.bytes.count
  }

  /// A reader of a part of the same text.
  init(_ outer: ShellReader, _ range: TextRange) {
    source = outer.source
    bytes = outer.bytes
    position = range.start
    limit = range.end
    nesting = outer.nesting + 1
  }

  static let keywords: Set<String> = [
    "if", "then", "else", "elif", "fi", "do", "done", "while", "until", "{", "}", "!", "time", "in", "esac",
  ]

  /// Programs that start the one named after them.
  static let wrappers: Set<String> = ["sudo", "env", "exec", "command", "nohup", "time"]

  mutating func run() {
    while position < limit { step() }
    endCommand()
  }

  mutating func step() {
    let byte = bytes[position]
    switch byte {
    case 0x20, 0x09: position += 1
    case 0x0D: position += 1
    case 0x0A:
      endCommand()
      branches.meet(byte, isTwice: false)
      position += 1
      readHereDocuments()
    case 0x23:
      let end = source.lineEnd(of: position)
      comments.append(TextRange(position, end))
      position = end
    case 0x3B, 0x26, 0x7C, 0x28, 0x29:
      // `&>` and `>&` are redirections, not the end of a command.
      if byte == 0x26, peek(1) == 0x3E {
        redirect()
      } else {
        endCommand()
        branches.meet(byte, isTwice: peek(1) == byte || position > 0 && bytes[position - 1] == byte)
        isPiped = byte == 0x7C && peek(1) != 0x7C && !isPipe(position - 1)
        position += 1
      }
    case 0x3C where isPlaceholder: readWord()
    case 0x3C, 0x3E: redirect()
    case 0x5C where peek(1) == 0x0A: position += 2
    case 0x5C where peek(1) == 0x0D && peek(2) == 0x0A: position += 3
    default: readWord()
    }
  }

  private func isPipe(_ offset: Int) -> Bool { offset >= 0 && bytes[offset] == 0x7C }

  func peek(_ distance: Int) -> UInt8? {
    position + distance < limit ? bytes[position + distance] : nil
  }

  /// Whether `<name>` begins here, which a guide leaves to its reader: a shell would read a file and write another.
  var isPlaceholder: Bool {
    guard position < limit, bytes[position] == 0x3C, let first = peek(1), first | 0x20 >= 0x61, first | 0x20 <= 0x7A
    else { return false }
    var end = 2
    while let byte = peek(end), end < 64, byte != 0x3E {
      let isLetter = (0x61...0x7A).contains(byte | 0x20)
      guard isLetter || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F else { return false }
      end += 1
    }
    return peek(end) == 0x3E
  }

  mutating func redirect() {
    if bytes[position] == 0x3C, peek(1) == 0x3C, peek(2) != 0x3C { return hereDocument() }
    if bytes[position] == 0x3C || bytes[position] == 0x3E, peek(1) == 0x28 {
      position += 2
      return
    }
    let isOutput = bytes[position] != 0x3C
    // A number right before it is a file descriptor, not a word.
    if let last = words.last, last.range.end == position,
      last.text.map({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) == true
    {
      words.removeLast()
    }
    while position < limit, [0x3C, 0x3E, 0x26, 0x7C].contains(bytes[position]) { position += 1 }
    while position < limit, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    guard position < limit, !isTerminator(bytes[position]) else { return }
    let before = words.count
    readWord()
    guard words.count > before else { return }
    let target = words.removeLast()
    if isOutput, let text = target.text ?? programName(in: target.range), !text.hasPrefix("/dev/"), !text.allSatisfy(\.isNumber) {
      targets.append(text)
      for i in pending.indices { pending[i].target = text }
    }
  }

  func isTerminator(_ byte: UInt8) -> Bool {
    [0x20, 0x09, 0x0A, 0x0D, 0x3B, 0x26, 0x7C, 0x28, 0x29, 0x3C, 0x3E].contains(byte)
  }

  // MARK: Commands

  mutating func endCommand() {
    defer {
      if !words.isEmpty { isPiped = false }
      words = []
      targets = []
      finishedPending += pending
      pending = []
    }
    var rest = words[...]
    while let first = rest.first, let text = first.text, Self.keywords.contains(text), first.quote == 0 {
      branches.enter(text)
      rest.removeFirst()
    }
    guard let first = rest.first else { return }
    let conditions = branches.conditions
    branches.add(rest)
    var assignments: [ShellScript.Assignment] = []
    while let word = rest.first, let assignment = assignment(word) {
      assignments.append(assignment)
      rest.removeFirst()
    }
    if let name = rest.first?.text, ["export", "local", "readonly", "declare", "typeset"].contains(name) {
      assignments += rest.dropFirst().compactMap(assignment)
    }
    assignments += handedOn(by: rest)
    if !pending.isEmpty || isPiped && !finishedPending.isEmpty {
      let reader = InputReader(rest)
      for i in pending.indices { pending[i].reader = reader }
      // `cat <<EOF | ssh host bash`
      if isPiped, reader.isShell { for i in finishedPending.indices { finishedPending[i].reader = reader } }
    }
    // `tee FILE <<EOF` writes its here-document to the file, `cat <<EOF | tee FILE` that of the command before.
    let written = Self.teeTarget(rest)
    if let written {
      for i in pending.indices { pending[i].target = written }
      if isPiped { for i in finishedPending.indices { finishedPending[i].target = written } }
    }
    let end = (rest.last ?? first).range.end
    commands.append(
      .init(
        words: Array(rest), assignments: assignments,
        range: TextRange(first.range.start, max(end, assignments.last?.range.end ?? 0)),
        target: written ?? targets.last, isPiped: isPiped, conditions: conditions))
  }

  /// What `sudo` and `env` set for the program that they start: `nohup env A=b program`.
  private func handedOn(by words: ArraySlice<ShellScript.Word>) -> [ShellScript.Assignment] {
    var assignments: [ShellScript.Assignment] = []
    var sets = false
    for word in words {
      if let text = word.text, Self.wrappers.contains(text) {
        sets = text == "sudo" || text == "env"
      } else if word.text?.hasPrefix("-") != true {
        guard sets, let assignment = assignment(word) else { break }
        assignments.append(assignment)
      }
    }
    return assignments
  }

  /// The file that `tee` writes to besides its output.
  private static func teeTarget(_ words: ArraySlice<ShellScript.Word>) -> String? {
    guard let tee = words.firstIndex(where: { $0.text == "tee" }),
      tee == words.startIndex || words.first?.text.map(wrappers.contains) ?? true
    else { return nil }
    return words[(tee + 1)...].first { $0.text.map { !$0.hasPrefix("-") } ?? false }?.text
  }

  func assignment(_ word: ShellScript.Word) -> ShellScript.Assignment? {
    let text = source.slice(word.range)
    guard let first = text.first, !(0x30...0x39).contains(first), let equals = text.firstIndex(of: 0x3D),
      equals > text.startIndex,
      text[..<equals].allSatisfy(\.isOfVariable)
    else { return nil }
    let nameRange = TextRange(word.range.start, equals)
    let name = source.string(nameRange)
    var parts = word.parts
    guard case .literal(let head)? = parts.first, head.hasPrefix(name + "=") else { return nil }
    let rest = String(head.dropFirst(name.count + 1))
    if rest.isEmpty { parts.removeFirst() } else { parts[0] = .literal(rest) }
    let value = ShellScript.Word(range: TextRange(equals + 1, word.range.end), parts: parts, quote: 0)
    return .init(name: name, nameRange: nameRange, value: value, range: word.range)
  }
}
