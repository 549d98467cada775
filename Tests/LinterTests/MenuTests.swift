import Reporting
import Testing

/// Menus at a terminal, as far as they are text.
@Suite struct MenuTests {
  private static func menu(
    _ count: Int = 3, isMultiple: Bool = false, width: Int = 60, color: Bool = false, unicode: Bool = true
  ) -> MenuText {
    let items = (1...count).map { MenuText.Item("name\($0)", String(repeating: "long ", count: 30)) }
    return MenuText(
      "Which?", items, isMultiple: isMultiple,
      style: TextStyle(usesColor: color, usesLinks: false, width: width),
      usesUnicode: unicode)
  }

  @Test(arguments: [60, 80, 100], [true, false]) func everyLineFitsTheTerminal(_ width: Int, _ unicode: Bool) {
    for cursor in [nil, 0, 11] {
      let lines = Self.menu(12, isMultiple: true, width: width, unicode: unicode).lines(
        cursor: cursor, chosen: [1])
      #expect(lines.count == 14)
      #expect(lines.allSatisfy { $0.count < width }, "\(lines)")
    }
  }

  @Test func asciiIsAsciiAndNoColourIsNone() {
    let lines = Self.menu(unicode: false).lines(cursor: 1, chosen: [])
    #expect(lines.allSatisfy { $0.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 } })
    #expect(lines[2].hasPrefix("> 2  name2"))
    #expect(Self.menu(color: true).lines(cursor: 1, chosen: []).joined().contains("\u{1B}["))
  }

  @Test func numbersStandBelowEachOther() {
    let lines = Self.menu(11, isMultiple: true).lines(cursor: 0, chosen: [2])
    #expect(lines[1].hasPrefix("❯ [ ]  1  name1"))
    #expect(lines[3].hasPrefix("  [x]  3  name3"))
    #expect(lines[11].hasPrefix("  [ ] 11  name11"))
  }

  @Test(arguments: [(0, 1, 1), (1, 0, 10), (1, 1, 11), (1, 2, 2), (3, 0, nil), (0, 0, nil), (2, 5, 5)])
  func digitsMakeANumber(_ typed: Int, _ digit: Int, _ expected: Int?) {
    #expect(Self.menu(11, isMultiple: true).number(typing: digit, after: typed) == expected)
  }

  @Test(arguments: [
    ("2", [1]), ("name3", [2]), ("NAME1", [0]), ("4", nil), ("1,2", nil), ("", nil), ("x", nil),
  ]) func oneIsTypedByNumberOrName(_ answer: String, _ expected: [Int]?) {
    #expect(Self.menu().parsed(answer) == expected)
  }

  @Test(arguments: [("1,3", [0, 2]), ("name2 1", [1, 0]), ("2, 2", [1]), ("1,9", nil)])
  func severalAreTyped(_ answer: String, _ expected: [Int]?) {
    #expect(Self.menu(isMultiple: true).parsed(answer) == expected)
  }
}
