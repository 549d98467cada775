import Foundation
import Testing

@testable import Syntax

/// Modelfiles, scripts, dotenv files and Markdown: what every reader of a text must keep.
@Suite struct TextLawTests {
  @Test func everyByteOfAModelfileIsAnInstructionOrBlank() {
    for (name, bytes) in Self.files("modelfile", "modelfile_template") + Self.generated(Self.modelfileLines) {
      let source = TextDecoding.utf16(bytes)?.source ?? SourceText(bytes)
      let tree = ModelfileParser.parse(source)
      var isCovered = [Bool](repeating: false, count: source.bytes.count)
      var position = 0
      for range in (tree.instructions.map(\.range) + tree.comments).sorted() {
        #expect(range.start >= position && range.end <= source.bytes.count, "\(name): \(range) overlaps")
        position = range.end
        for i in range.start..<range.end { isCovered[i] = true }
      }
      for mistake in tree.mistakes {
        #expect(source.range.contains(mistake.error.range), "\(name)")
        for i in source.lineStart(of: mistake.error.range.start)..<source.lineEnd(of: mistake.error.range.end) { isCovered[i] = true }
      }
      for (i, byte) in source.bytes.enumerated()
      where !isCovered[i] && ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(byte) {
        Issue.record("\(name): byte \(i) belongs to nothing")
      }
    }
  }

  @Test func aParameterIsSetAndNothingElseChanges() throws {
    for (name, bytes) in Self.files("modelfile") + Self.generated(Self.modelfileLines) {
      let tree = ModelfileParser.parse(SourceText(bytes))
      guard tree.mistakes.isEmpty, let edits = ModelfileEditor(tree).setParameter("num_ctx", to: "65536"),
        let after = EditList(edits)?.applied(to: bytes)
      else { continue }
      let changed = ModelfileParser.parse(SourceText(after))
      let parameters = changed.all(.parameter).filter { changed.name(of: $0) == "num_ctx" }
      #expect(parameters.last?.value == "65536", "\(name)")
      func others(_ tree: ModelfileTree) -> [String] {
        tree.instructions.filter { tree.name(of: $0) != "num_ctx" }.map {
          "\(tree.text($0.keyword)) \(tree.name(of: $0)) \($0.value)"
        }
      }
      #expect(others(tree) == others(changed), "\(name)")
    }
  }

  @Test func wordsOfAScriptAreInOrderAndInside() {
    for (name, bytes) in Self.files(".sh", ".bash", "makefile") + Self.generated(Self.shellLines) {
      let source = SourceText(bytes)
      let script = ShellParser.parse(source)
      for command in script.commands {
        #expect(source.range.contains(command.range), "\(name)")
        var position = command.range.start
        for word in command.words {
          #expect(
            word.range.start >= position && word.range.end <= source.bytes.count && !word.range.isEmpty,
            "\(name): \(word)")
          position = word.range.end
        }
      }
    }
  }

  @Test func anEmbeddedTextIsMadeOfItsHostsBytes() {
    for (name, bytes) in Self.files(".sh", ".md", "makefile") + Self.generated(Self.shellLines)
      + Self.generated(Self.markdownLines)
    {
      let host = SourceText(bytes)
      let texts =
        ShellParser.parse(host).hereDocuments.map(\.text) + MarkdownFences.find(in: host).map(\.text)
        + RecipeText.recipes(of: host)
      for text in texts {
        var inner = 0
        for segment in text.map.segments {
          #expect(segment.inner == inner, "\(name): a gap in the map")
          #expect(
            text.source.slice(TextRange(inner, inner + segment.length)).elementsEqual(
              host.slice(TextRange(segment.host, segment.host + segment.hostLength))), "\(name)")
          inner += segment.length
        }
        #expect(inner == text.source.bytes.count, "\(name)")
      }
    }
  }

  @Test func aLineAddedToAnEmbeddedTextIsReadBackFromTheHost() throws {
    let host = "1. Write it:\n\n   ```\n   FROM a\n   PARAMETER top_k 4\n   ```\nafter\n"
    let fence = try #require(MarkdownFences.find(in: SourceText(host)).first)
    let tree = ModelfileParser.parse(fence.text.source)
    let edit = try #require(ModelfileEditor(tree).setParameter("num_ctx", to: "8192")?.first)
    let (range, bytes) = fence.text.map.hostEdit(edit)
    let result = EditList([Edit(range, String(decoding: bytes, as: UTF8.self))])?.applied(
      to: Array(host.utf8))
    #expect(
      result.map { String(decoding: $0, as: UTF8.self) }
        == host.replacingOccurrences(of: "top_k 4\n", with: "top_k 4\n   PARAMETER num_ctx 8192\n"))
    let removal = try #require(ModelfileEditor(tree).remove(tree.instructions[1]).first)
    let (gone, nothing) = fence.text.map.hostEdit(removal)
    let shorter = EditList([Edit(gone, String(decoding: nothing, as: UTF8.self))])?.applied(
      to: Array(host.utf8))
    #expect(
      shorter.map { String(decoding: $0, as: UTF8.self) }
        == host.replacingOccurrences(of: "   PARAMETER top_k 4\n", with: ""))
  }

  /// The line behind an indented text is none of its lines.
  @Test func aSectionAtTheEndOfAnEmbeddedTextEndsThere() throws {
    let host = "content: |\n    [A]\n    B=1\nruncmd: [x]\n"
    let lines = host.split(separator: "\n", omittingEmptySubsequences: false)
    let start = lines[0].utf8.count + 1
    let end = start + lines[1].utf8.count + 1 + lines[2].utf8.count + 1
    let text = try #require(EmbeddedText(indented: TextRange(start, end), of: SourceText(host)))
    for addition in ["\n[C]\nD=2\n", "[C]\nD=2\n"] {
      let (range, bytes) = text.map.hostEdit(.insert(addition, at: text.source.bytes.count))
      let result = EditList([Edit(range, String(decoding: bytes, as: UTF8.self))])?.applied(to: Array(host.utf8))
      let written = result.map { String(decoding: $0, as: UTF8.self) } ?? ""
      #expect(written.hasSuffix("    [C]\n    D=2\nruncmd: [x]\n"), "\(written)")
    }
  }

  @Test func anIndentedTextHasNoIndentation() throws {
    let host = "x = ''\n    [A]\n\n    B=1\n  '';\n"
    let text = try #require(EmbeddedText(indented: TextRange(6, host.utf8.count - 4), of: SourceText(host)))
    #expect(text.source.string(text.source.range) == "[A]\n\nB=1\n")
    #expect(String(decoding: text.map.hostEdit(.insert("C=2\n", at: 9)).bytes, as: UTF8.self) == "    C=2\n")
  }

  @Test(arguments: [
    ("ssh h <<EOF", true), ("ssh -p 22 -o A=b me@h <<EOF", true), ("ssh h bash -s <<EOF", true), ("ssh h 'sudo bash' <<EOF", true),
    ("bash <<EOF", true), ("sudo bash -s x <<EOF", true), ("sudo -u me sh <<EOF", true), ("docker exec -i x sh <<EOF", true),
    ("kubectl exec -i p -- bash -s <<EOF", true), ("cat <<EOF | ssh h", true), ("ssh h 'cat > a' <<EOF", false),
    ("ssh h python3 - <<EOF", false), ("bash script.sh <<EOF", false), ("bash -c 'cat > a' <<EOF", false), ("cat > sh <<EOF", false),
    ("tee a.sh <<EOF", false), ("kubectl apply -f - <<EOF", false), ("docker compose -f - up <<EOF", false),
  ])
  func aShellRunsWhatItReads(_ command: String, _ isRun: Bool) throws {
    let script = ShellParser.parse(SourceText(command + "\necho a\nEOF\n"))
    #expect(try #require(script.hereDocuments.first).isRun == isRun)
  }

  @Test(arguments: [true, false]) func utf16GoesThereAndBack(_ bigEndian: Bool) throws {
    let text = "FROM llama3\r\nSYSTEM \"\"\"größe 😀\"\"\"\r\n"
    func encode(_ text: String) -> [UInt8] {
      text.utf16.flatMap {
        bigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
      }
    }
    let bytes = (bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) + encode(text)
    let decoded = try #require(TextDecoding.utf16(bytes))
    #expect(decoded.source.bytes == Array(text.utf8))
    let edit = try #require(
      ModelfileEditor(ModelfileParser.parse(decoded.source)).setParameter("num_ctx", to: "64000")?.first)
    let (range, new) = decoded.map.hostEdit(edit)
    let result = Array(bytes[..<range.start]) + new + Array(bytes[range.end...])
    #expect(
      result == (bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE])
        + encode("FROM llama3\r\nPARAMETER num_ctx 64000\r\nSYSTEM \"\"\"größe 😀\"\"\"\r\n"))
  }

  @Test func aDotenvEntryIsSetAndNothingElseChanges() {
    for (name, bytes) in Self.files(".env")
      + Self.generated([
        "A=1\n", "export B=\"x y\" # why\n", "# c\n", "\n", "C='q'\n", "D=\n", "E = 5\r\n", "F=$A\n",
      ])
    {
      let file = DotenvParser.parse(SourceText(bytes))
      for key in Set(file.entries.map(\.key)) {
        guard let edits = DotenvEditor(file).set(key, to: "new-value"),
          let after = EditList(edits)?.applied(to: bytes)
        else { continue }
        let changed = DotenvParser.parse(SourceText(after))
        #expect(changed.entries.last { $0.key == key }?.value == "new-value", "\(name): \(key)")
        #expect(changed.entries.map(\.key) == file.entries.map(\.key), "\(name): \(key)")
        #expect(changed.comments.count == file.comments.count, "\(name): \(key)")
      }
    }
  }

  /// Hostile texts end, without a trap and with bounded work; that they end quickly is seen by the suite's own time.
  @Test(
    arguments: HostileText.all([
      String(repeating: "[", count: 250_000), String(repeating: "{\"a\":", count: 75_000),
      String(repeating: "$(", count: 125_000),
      String(repeating: "\\\n", count: 125_000), String(repeating: "\"${", count: 75_000),
      String(repeating: "```\n> ", count: 50_000),
      "SYSTEM \"\"\"" + String(repeating: "x\n", count: 125_000),
      String(repeating: "a: &a [*a]\n", count: 2_500),
      "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d {<<: *c, e: *c}\n", "cat <<A <<B <<C\n",
      String(repeating: "<<E\n", count: 25_000),
      String(repeating: "- ", count: 25_000), "\u{feff}", "'", "\"", "${", "$", "\\", "`", "FROM",
      "PARAMETER ", "A", "=", "a:\n\t- b", "\0\0\0",
      String(repeating: "{\"a/b\",opts=", count: 5_000),
      String(repeating: "require'a'.setup{f(", count: 5_000),
      String(repeating: "function() return ", count: 5_000), String(repeating: "x=x..", count: 12_500),
      String(repeating: "(setq a '", count: 5_000), String(repeating: "`,", count: 12_500), "--[==[", "[==[",
      "?", "#", "?\\",
      "(setq a", "require('x').setup({ a = ", String(repeating: "vim.g.a={}", count: 2_500),
    ]))
  func hostileTextsComeToAnEnd(_ hostile: HostileText) {
    let source = SourceText(hostile.text)
    for syntax in NodeSyntax.allCases { _ = try? syntax.parse(source) }
    _ = ModelfileParser.parse(source)
    _ = ShellParser.parse(source)
    for reader in EnvironmentReader.allCases { _ = reader.read(source) }
    Self.readUnit(source)
    _ = WordLine.lines(of: source)
    _ = MarkdownFences.find(in: source)
    _ = RecipeText.recipes(of: source)
  }

  @Test func randomBytesComeToAnEnd() {
    for seed in 0..<400 {
      var random = Seeded(UInt64(seed))
      let alphabet = Array("ab:#-[]{},&*!|>'\"%@` \t\n\r$()\\<>=/~\u{e9}FROM".utf8) + [0, 0xFF, 0x80]
      let bytes = (0..<Int.random(in: 0...400, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      let source = SourceText(bytes)
      for syntax in NodeSyntax.allCases { _ = try? syntax.parse(source) }
      _ = ModelfileParser.parse(TextDecoding.utf16(bytes)?.source ?? source)
      _ = ShellParser.parse(source)
      for reader in EnvironmentReader.allCases { _ = reader.read(source) }
      Self.readUnit(source)
      var position = 0
      for word in WordLine.lines(of: source).lines.flatMap(\.words) {
        #expect(word.range.start >= position && word.range.end <= bytes.count && !word.range.isEmpty)
        position = word.range.end
      }
      _ = MarkdownFences.find(in: source)
    }
  }

  private static func readUnit(_ source: SourceText) {
    let file = INIParser.parse(source)
    for entry in file.entries { _ = file.words(of: entry) }
  }

  // MARK: Texts

  private static func files(_ suffix: String, _ other: String = "/", _ third: String = "/") -> [(
    String, [UInt8]
  )] {
    (Corpus.files(suffix, other, third) + Corpus.fixtures(suffix, other, third)).map { ($0.name, $0.bytes) }
  }

  private static let modelfileLines = [
    "FROM llama3.1:8b\n", "# comment\n", "\n", "PARAMETER temperature 0.7\n",
    "PARAMETER stop \"<|im_end|>\"\n", "parameter num_ctx 4096\r\n",
    "SYSTEM \"\"\"a\n\"b\" c\n\"\"\"\n", "TEMPLATE {{ .Prompt }}\n", "MESSAGE user hi there\n",
    "SYSTEM one line\n", "PARAMETER num_ctx \"8192\"\n",
    "nonsense here\n", "PARAMETER  top_k 1\n", "PARAMETER num_ctx=1\n", "LICENSE \"x", "FROM ./m.gguf",
  ]

  private static let shellLines = [
    "docker run -d \\\n  --gpus all \\\n  -e A='b c' x/y\n", "# comment\n", "A=\"$B\" c | d && e; f\n",
    "cat > Modelfile <<'EOF'\nFROM x\nEOF\n",
    "cat <<-E\n\tindented $X\n\tE\n", "if [ -f x ]; then y; fi\n", "f() { g \"$(h `i`)\"; }\n",
    "echo \"unclosed\n", "x 2>&1 >/dev/null\n", "ARGS=(--a b)\n",
  ]

  private static let markdownLines = [
    "# Title\n", "```sh\ndocker run x\n```\n", "   ```yaml\n   a: 1\n   b: 2\n   ```\n",
    "> ```\n> FROM x\n> ```\n", "- ```\n  x\n  ```\n", "~~~~ json\n{}\n~~~\n~~~~\n", "text\n",
    "```\nunclosed\n",
  ]

  private static func generated(_ lines: [String]) -> [(String, [UInt8])] {
    (0..<200).map { seed in
      var random = Seeded(UInt64(seed))
      let text = (0..<Int.random(in: 1...8, using: &random)).map { _ in
        lines.randomElement(using: &random) ?? ""
      }.joined()
      return ("seed \(seed)", Array(text.utf8))
    }
  }
}

/// A text that is named by its start: whole, it would fill the log.
struct HostileText: Sendable, CustomTestStringConvertible {
  let text: String

  static func all(_ texts: [String]) -> [HostileText] { texts.map(HostileText.init) }

  var testDescription: String { "\(text.utf8.count) bytes of \(text.prefix(12).debugDescription)" }
}
