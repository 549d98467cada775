import Syntax
import Testing

/// Files of variables mean to each reader what its own source says, and laws hold for all of them.
@Suite struct EnvironmentFileTests {
  private static func values(_ text: String, _ reader: EnvironmentReader) -> [String: String?] {
    let entries = reader.read(SourceText(text)).entries
    return Dictionary(entries.map { ($0.key, $0.value) }) { _, last in last }
  }

  private static func slips(_ text: String, _ reader: EnvironmentReader) -> [EnvironmentFile.Slip.Kind] {
    reader.read(SourceText(text)).slips.map(\.kind)
  }

  /// One line, and what each reader makes of it; `nil` for a reader that gets nothing.
  struct Line: Sendable {
    let text: String
    let compose: String?
    let engine: String?
    let systemd: String?
  }

  static let lines: [Line] = [
    .init(text: "A=1", compose: "1", engine: "1", systemd: "1"),
    .init(text: "export A=1", compose: "1", engine: nil, systemd: nil),
    .init(text: "A=1 # one", compose: "1", engine: "1 # one", systemd: "1 # one"),
    .init(text: "A=1#one", compose: "1#one", engine: "1#one", systemd: "1#one"),
    .init(text: "A=#one", compose: "#one", engine: "#one", systemd: "#one"),
    .init(text: "A=\"1 2\"", compose: "1 2", engine: "\"1 2\"", systemd: "1 2"),
    .init(text: "A='1 2'", compose: "1 2", engine: "'1 2'", systemd: "1 2"),
    .init(text: "A=\"1\" # one", compose: "1", engine: "\"1\" # one", systemd: "1# one"),
    .init(text: "A = 1", compose: "1", engine: nil, systemd: "1"),
    .init(text: "A=", compose: "", engine: "", systemd: ""),
    .init(text: "# A=1", compose: nil, engine: nil, systemd: nil),
    .init(text: "; A=1", compose: nil, engine: nil, systemd: nil),
    .init(text: "A='$B'", compose: "$B", engine: "'$B'", systemd: "$B"),
    .init(text: "A=a\\", compose: "a\\", engine: "a\\", systemd: "a"),
    .init(text: "A=\"a\\$b\"", compose: nil, engine: "\"a\\$b\"", systemd: "a$b"),
  ]

  @Test(arguments: lines.indices) func eachReaderGetsItsOwnValue(_ index: Int) {
    let line = Self.lines[index]
    #expect(Self.values(line.text, .compose)["A"].flatMap { $0 } == line.compose, "Compose: \(line.text)")
    #expect(Self.values(line.text, .python)["A"].flatMap { $0 } == line.compose, "Python: \(line.text)")
    #expect(Self.values(line.text, .docker)["A"].flatMap { $0 } == line.engine, "Docker: \(line.text)")
    #expect(Self.values(line.text, .podman)["A"].flatMap { $0 } == line.engine, "Podman: \(line.text)")
    #expect(Self.values(line.text, .systemd)["A"].flatMap { $0 } == line.systemd, "systemd: \(line.text)")
  }

  @Test func systemdJoinsLinesAndPieces() {
    #expect(Self.values("A=a,\\\nb\nB=1\n", .systemd) == ["A": "a,b", "B": "1"])
    #expect(Self.values("A=\"a\"'b'\nB=\"x\ny\"\n", .systemd) == ["A": "ab", "B": "x\ny"])
    // Since version 254 a comment does not go on in the next line.
    #expect(Self.values("# a \\\nB=1\nC=2", .systemd) == ["B": "1", "C": "2"])
    #expect(Self.values("1A=1\nA-B=1\nC=1", .systemd) == ["C": "1"])
  }

  @Test func onlyTheUsersManagerReplacesVariables() {
    #expect(Self.values("A=$HOME/x", .systemd) == ["A": "$HOME/x"])
    #expect(Self.values("A='$HOME/x'", .userManager) == ["A": nil])
    #expect(Self.slips("A=$HOME/x", .systemd) == [.expansion])
    #expect(Self.slips("A=$HOME/x", .userManager).isEmpty)
    #expect(Self.slips("A=1$", .systemd).isEmpty)
  }

  @Test func whatALineDoesNotDoIsSaid() {
    #expect(Self.slips("export A=1\nB=1 # x\n", .systemd) == [.export, .comment])
    #expect(
      Self.slips("export A=1\nB=1 # x\nC=\"1\"\nD =1\nE=$X\n", .docker)
        == [.export, .comment, .quotes, .blanks, .expansion])
    #expect(Self.slips("export A=1\nB=1 # x\nC=\"1\"\nD = 1\n", .compose).isEmpty)
    #expect(Self.slips("A='1 # 2'\nB=\"# x\"\n", .systemd).isEmpty)
  }

  // MARK: Laws

  private static func text(_ random: inout Seeded) -> String {
    let pieces = [
      "A=1\n", "export B=\"x y\" # why\n", "# c\n", "\n", "C='q'\n", "D=\n", "E = 5\r\n", "F=$A\n",
      "G=a\\\nb\n",
      "; d\n", "=\n", "H\n", "I=\"open\n", "J=é\n", "\"\n", "K=\"a\"'b'\n", "\\\n", "L=1#2\n", "M=#\n",
    ]
    return (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      .joined()
  }

  @Test(arguments: EnvironmentReader.allCases) func rangesLieInTheTextInOrder(_ reader: EnvironmentReader) {
    for seed in 0..<400 {
      var random = Seeded(UInt64(seed))
      let source = SourceText(Self.text(&random))
      let file = reader.read(source)
      var end = 0
      for entry in file.entries {
        #expect(entry.keyRange.start >= end && entry.keyRange.end <= entry.valueRange.start, "seed \(seed)")
        #expect(source.string(entry.keyRange) == entry.key && !entry.key.isEmpty, "seed \(seed)")
        end = entry.valueRange.end
      }
      #expect(end <= source.bytes.count)
      for slip in file.slips { #expect(slip.range.end <= source.bytes.count && !slip.range.isEmpty) }
    }
  }

  @Test(arguments: EnvironmentReader.allCases) func whatIsSetIsRead(_ reader: EnvironmentReader) {
    for seed in 0..<400 {
      var random = Seeded(UInt64(seed))
      let text = Self.text(&random)
      let file = reader.read(SourceText(text))
      for value in ["8192", "a b", "/x:/y", "a#b", "$x"] {
        for key in Set(file.entries.map(\.key)) {
          guard let edits = DotenvEditor(file).set(key, to: value),
            let bytes = EditList(edits)?.applied(to: Array(text.utf8))
          else { continue }
          let after = reader.read(SourceText(bytes))
          #expect(
            after.entries.last { $0.key == key }?.value == value, "\(reader), seed \(seed): \(key)=\(value)")
          #expect(
            after.entries.map(\.key) == file.entries.map(\.key), "\(reader), seed \(seed): \(key)=\(value)")
        }
      }
    }
  }
}
