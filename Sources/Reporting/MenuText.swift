/// A choice at a terminal, as lines of text.
public struct MenuText: Sendable {
  public struct Item: Sendable {
    public let name: String
    /// What it is, in one line.
    public let line: String

    public init(_ name: String, _ line: String) {
      self.name = name
      self.line = line
    }
  }

  public let title: String
  public let items: [Item]
  /// Whether several may be chosen.
  public let isMultiple: Bool
  private let style: TextStyle
  private let usesUnicode: Bool

  public init(_ title: String, _ items: [Item], isMultiple: Bool = false, style: TextStyle, usesUnicode: Bool) {
    self.title = title
    self.items = items
    self.isMultiple = isMultiple
    self.style = style
    self.usesUnicode = usesUnicode
  }

  /// Each line fits the width, so that as many lines as these can be drawn over.
  ///
  /// - Parameter cursor: the item that Enter takes; `nil` where numbers are typed.
  public func lines(cursor: Int?, chosen: Set<Int>) -> [String] {
    let width = items.map(\.name.count).max() ?? 0
    let rows = items.enumerated().map { index, item -> String in
      let mark = index == cursor ? (usesUnicode ? "❯ " : "> ") : "  "
      let box = isMultiple ? (chosen.contains(index) ? "[x] " : "[ ] ") : ""
      let number = String(repeating: " ", count: index < 9 && items.count > 9 ? 1 : 0) + "\(index + 1)"
      let name = item.name + String(repeating: " ", count: width - item.name.count)
      let head = "\(mark)\(box)\(number)  \(name)"
      let room = style.width - 1 - head.count - 2
      let line = room < 8 || item.line.isEmpty ? "" : "  " + cut(item.line, to: room)
      return index == cursor ? style.paint(head, .bold) + line : head + style.paint(line, .faint)
    }
    return [style.paint(title, .bold)] + rows + [style.paint(cut(help(cursor), to: style.width - 1), .faint)]
  }

  /// What stays of the menu when something was chosen.
  public func answer(_ chosen: [Int]) -> String {
    let names = chosen.sorted().filter(items.indices.contains).map { items[$0].name }
    return Wrap.lines(
      names.isEmpty ? "none" : names.joined(separator: ", "),
      first: title.hasSuffix("?") ? "\(title) " : "\(title): ", rest: "  ", width: style.width
    ).joined(separator: "\n")
  }

  /// The number of the item that a digit points to, after digits that were typed before it; `nil` where there is none.
  public func number(typing digit: Int, after typed: Int) -> Int? {
    [typed * 10 + digit, digit].first { (1...items.count).contains($0) }
  }

  private func help(_ cursor: Int?) -> String {
    guard cursor != nil else {
      return isMultiple ? "Numbers or names, comma-separated:" : "Number or name:"
    }
    let arrows = usesUnicode ? "↑ ↓" : "arrows"
    let move = "\(arrows) and numbers move"
    return isMultiple ? "\(move), space selects, Enter continues, q quits" : "\(move), Enter chooses, q quits"
  }

  private func cut(_ text: String, to width: Int) -> String {
    guard text.count > width else { return text }
    return usesUnicode ? text.prefix(max(0, width - 1)) + "…" : text.prefix(max(0, width - 3)) + "..."
  }

  /// The items that a typed answer names by number or name; `nil` where it names anything else.
  public func parsed(_ answer: String) -> [Int]? {
    let words = answer.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
    guard isMultiple || words.count == 1, !words.isEmpty else { return nil }
    var chosen: [Int] = []
    for word in words {
      let index = Int(word).map { $0 - 1 } ?? items.firstIndex { $0.name.lowercased() == word } ?? -1
      guard items.indices.contains(index) else { return nil }
      if !chosen.contains(index) { chosen.append(index) }
    }
    return chosen
  }
}
