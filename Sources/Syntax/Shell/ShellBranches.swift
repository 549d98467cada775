/// The tests that are open where a script is read: those of each `if`, and one before `&&`.
struct ShellBranches {
  private struct Branch {
    var tests: [[ShellScript.Word]] = []
    var isTesting = true
    var isElse = false

    /// Several commands, or one that is turned round, are not followed.
    var condition: ShellScript.Condition? {
      isTesting || tests.count != 1 ? nil : .init(test: tests[0], isNegated: isElse)
    }
  }

  private var open: [Branch] = []
  /// How many more are open that are not looked at: each command keeps all that are.
  private var deeper = 0
  private static let deepest = 32
  private var last: [ShellScript.Word] = []
  /// The text before `&&` on the same line.
  private var before: [ShellScript.Word] = []
  private var isTurnedRound = false

  mutating func enter(_ keyword: String) {
    switch keyword {
    case "if" where open.count == Self.deepest: deeper += 1
    case "fi" where deeper > 0: deeper -= 1
    case "then", "elif", "else":
      if deeper > 0 { return }
      turn(to: keyword)
    case "if": open.append(Branch())
    case "fi": if !open.isEmpty { open.removeLast() }
    case "!": isTurnedRound = true
    default: break
    }
  }

  private mutating func turn(to keyword: String) {
    switch keyword {
    case "then": change { $0.isTesting = false }
    case "elif": change { $0 = Branch() }
    default:
      change {
        $0.isTesting = false; $0.isElse = true
      }
    }
  }

  private mutating func change(_ body: (inout Branch) -> Void) {
    if !open.isEmpty { body(&open[open.count - 1]) }
  }

  var conditions: [ShellScript.Condition] {
    if open.isEmpty, before.isEmpty { return [] }
    return open.compactMap(\.condition) + (before.isEmpty ? [] : [.init(test: before, isNegated: false)])
  }

  /// A command after its keywords.
  mutating func add(_ words: ArraySlice<ShellScript.Word>) {
    last = isTurnedRound ? [] : Array(words)
    isTurnedRound = false
    let tests = last.isEmpty ? [[], []] : [last]
    // One that is not looked at is not a test of the last that is; nor are hundreds of commands tests.
    if deeper == 0, let branch = open.last, branch.isTesting, branch.tests.count < 2 { change { $0.tests += tests } }
  }

  /// A sign between commands: `;`, `&`, `|` or the end of a line.
  mutating func meet(_ sign: UInt8, isTwice: Bool) {
    switch sign {
    case 0x26 where isTwice:
      if before.isEmpty, let verb = last.first?.text, ["[", "[[", "test", "command", "which", "type", "hash"].contains(verb) {
        before = last
      }
    case 0x7C where !isTwice, 0x28, 0x29: break
    default: before = []
    }
  }
}

extension ShellScript.Command {
  /// Whether a test before it fails, by what is known of the variables.
  ///
  /// - Parameter value: a variable's value; `nil` for one that is not known.
  public func isLeftOut(by value: (String) -> String?) -> Bool {
    conditions.contains { condition in
      condition.holds(value).map { $0 == condition.isNegated } ?? false
    }
  }
}

extension ShellScript.Condition {
  /// Compares two texts, asks whether one is empty, or runs `true` or `false`; `nil` for any other test.
  fileprivate func holds(_ value: (String) -> String?) -> Bool? {
    var words = test[...]
    if let verb = words.first?.text, ["[", "[[", "test"].contains(verb) {
      words = words.dropFirst().prefix { $0.quote != 0 || $0.text != "]" && $0.text != "]]" }
    } else {
      guard words.count == 1, let word = words.first, let text = Self.resolve(word, value) else { return nil }
      return ["true": true, "false": false][text]
    }
    let texts = words.map { Self.resolve($0, value) }
    switch texts.count {
    case 1: return texts[0].map { !$0.isEmpty }
    case 2:
      guard let text = texts[1] else { return nil }
      return texts[0] == "-n" ? !text.isEmpty : texts[0] == "-z" ? text.isEmpty : nil
    case 3:
      guard let left = texts[0], let right = texts[2], !right.contains(where: { "*?[".contains($0) }) else { return nil }
      return ["=", "=="].contains(texts[1]) ? left == right : texts[1] == "!=" ? left != right : nil
    default: return nil
    }
  }

  private static func resolve(_ word: ShellScript.Word, _ value: (String) -> String?) -> String? {
    var text = ""
    for part in word.parts {
      switch part {
      case .literal(let piece): text += piece
      case .variable(let name, let fallback):
        guard let own = value(name) else { return nil }
        text += own.isEmpty ? fallback ?? "" : own
      case .computed: return nil
      }
    }
    return text
  }
}
