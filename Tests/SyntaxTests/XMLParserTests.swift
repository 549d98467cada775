import Foundation
import Testing

@testable import Syntax

@Suite struct XMLParserTests {
  @Test(arguments: [
    ("", "the file has no element"),
    ("hello", "text before the first element"),
    ("<a>", "this <a> is never closed with </a>"),
    ("<a></b>", "found </b>, expected </a>"),
    ("<a/></a>", "</a> closes nothing"),
    ("<a/><b/>", "unexpected element after the root element <a>"),
    ("<a/>x", "text after the end of the document"),
    ("<a x='1' x='2'/>", "<a> has the attribute 'x' twice"),
    ("<a x=1/>", "the value of 'x' must be in quotes"),
    ("<a x/>", "the attribute 'x' has no value; expected '=' and quotes"),
    ("<a x='1'y='2'/>", "expected a space, '/>' or '>'"),
    ("<a x='<'/>", "a '<' in the value of 'x' is written '&lt;', or its quote is missing"),
    ("<a x='1/>", "this quote is never closed"),
    ("<a", "this tag is never closed with '>'"),
    ("<1/>", "a '<' that does not start an element; in text write '&lt;'"),
    ("<a>&nbsp;</a>", "unknown entity 'nbsp'; known are lt, gt, amp, quot and apos"),
    ("<a>a & b</a>", "a '&' that does not start a reference; write '&amp;'"),
    ("<a>&#0;</a>", "a reference to a character XML does not allow"),
    ("<a>&#+65;</a>", "a '&' that does not start a reference; write '&amp;'"),
    ("<a>]]></a>", "']]>' in text is written ']]&gt;'"),
    ("<a><!-- -- --></a>", "'--' inside a comment"),
    ("<a><!-- --->x</a>", "'--' inside a comment"),
    ("<a><!-- </a>", "this comment is never closed with '-->'"),
    ("<a><![CDATA[</a>", "this CDATA section is never closed with ']]>'"),
    ("<a><!b></a>", "a '<!' that starts neither a comment nor a CDATA section"),
    (
      "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
      "document type declarations are not supported, because they can include other files"
    ),
    (
      " <?xml version='1.0'?><a/>", "the XML declaration must be at the very start of the file, in lower case"
    ),
    ("<?xml encoding='UTF-8'?><a/>", "'encoding' is not allowed here in the XML declaration"),
    ("<?xml version='2.0'?><a/>", "the XML declaration does not allow this version"),
    ("<a>\u{1}</a>", "a character that XML does not allow, not even as a reference"),
    ("<a>\u{ffff}</a>", "a character that XML does not allow, not even as a reference"),
  ]) func saysWhatIsWrong(_ text: String, _ message: String) {
    do throws(SyntaxError) {
      _ = try XMLTreeParser.parse(SourceText(text))
      Issue.record("\(text.prefix(60)) reads")
    } catch { #expect(error.message == message) }
  }

  @Test func refusesTheBottomlessPit() {
    let text = String(repeating: "<a>", count: 100_000)
    #expect(throws: SyntaxError(TextRange(600, 601), "elements are nested more than 200 deep")) {
      try XMLTreeParser.parse(SourceText(text))
    }
  }

  @Test func readsWhatIsWritten() throws {
    let tree = try XMLTreeParser.parse(
      SourceText(
        "<?xml version='1.0'?>\n<d:a x=\"1&#10;2\n3&apos;\" y='\"'>\r\n <b> t&lt;<!-- c -->u<![CDATA[<&]]> </b><b n='2'/></d:a>"
      ))
    #expect(tree.root.name == "d:a" && tree.root["x"] == "1\n2 3'" && tree.root["y"] == "\"")
    let first = try #require(tree.child("b", of: tree.root))
    #expect(tree.text(of: first) == "t<u<&")
    #expect(tree.element(at: ["b#1"])?["n"] == "2" && tree.element(at: ["b#2"]) == nil)
    #expect(tree.comments.map(tree.source.string) == ["<!-- c -->"])
  }

  @Test(arguments: [
    ("<a/>", "<a>\n  <n/>\n</a>"), ("<a></a>", "<a>\n  <n/>\n</a>"),
    ("<a>\n\t<b/>\n</a>", "<a>\n\t<b/>\n\t<n/>\n</a>"), ("<a><b/></a>", "<a><b/><n/></a>"),
    ("<a>\r\n    <b/> <!-- c -->\r\n</a>", "<a>\r\n    <b/> <!-- c -->\r\n    <n/>\r\n</a>"),
  ]) func addsInTheStyleOfTheFile(_ before: String, _ after: String) throws {
    let tree = try XMLTreeParser.parse(SourceText(before))
    let edits = try #require(XMLEditor(tree).add(NewXMLElement("n"), to: tree.root))
    #expect(
      EditList(edits)?.applied(to: Array(before.utf8)).map { String(decoding: $0, as: UTF8.self) } == after)
  }

  @Test(arguments: [
    ("", "<a><b/></a>"), ("<a>", "&"), ("<a>", "]"), ("<a ", "x='1' "), ("<a>", "<!-- - -->"), ("<", "a"),
    ("<a>", "<b>"), ("", "<"), ("<", "!"), ("<!", "-"), ("<?", "xml "), ("<a>", "&#"), ("<a b='", "&amp;"),
  ]) func aMillionOfTheSameComesToAnEnd(_ start: String, _ unit: String) {
    for count in [0, 1, 2, 1_000_000 / unit.utf8.count] {
      _ = try? XMLTreeParser.parse(SourceText(start + String(repeating: unit, count: count)))
    }
  }

  @Test func everyBeginningComesToAnEnd() {
    let text = "<?xml version='1.0'?><!-- c --><a b='&#x41;'><![CDATA[x]]>&amp;</a><?p i?>"
    for end in 0...text.utf8.count { _ = try? XMLTreeParser.parse(SourceText(Array(text.utf8.prefix(end)))) }
  }

  /// Where the XML files of another project are at hand, this parser takes exactly those that libxml2 takes.
  ///
  ///     apt-get source libvirt && OLLAMA_LINT_XML=$PWD/libvirt-9.0.0/tests swift test --filter xmllint
  @Test(.enabled(if: XMLLint.folder != nil, "OLLAMA_LINT_XML names no folder of XML files"))
  func agreesWithXmllint() throws {
    let folder = try #require(XMLLint.folder)
    let files = try XMLLint.files(in: folder)
    let refused = try XMLLint.refused(files)
    var read = 0
    for file in files {
      let source = SourceText(Array(try Data(contentsOf: URL(fileURLWithPath: file))))
      // No document type is read here, whatever libxml2 makes of it.
      if source.string(source.range).contains("<!DOCTYPE") { continue }
      do throws(SyntaxError) {
        let tree = try XMLTreeParser.parse(source)
        #expect(tree.printed() == source.bytes, "\(file) is not printed back")
        #expect(!refused.contains(file), "\(file) is refused by xmllint and read here")
      } catch {
        #expect(refused.contains(file), "\(file) is taken by xmllint and refused here: \(error.message)")
      }
      read += 1
    }
    print("compared \(read) of \(files.count) files with xmllint, which refuses \(refused.count)")
  }
}

/// libxml2's own verdicts.
private enum XMLLint {
  static var folder: String? { ProcessInfo.processInfo.environment["OLLAMA_LINT_XML"] }

  static func files(in folder: String) throws -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".xml") }.sorted().map { folder + "/" + $0 }.filter { path in
      var isDirectory: ObjCBool = false
      return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
    }
  }

  /// Those of the files that are not well-formed.
  static func refused(_ files: [String]) throws -> Set<String> {
    var refused: Set<String> = []
    for start in stride(from: 0, to: files.count, by: 500) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["xmllint", "--noout"] + files[start..<min(start + 500, files.count)]
      let pipe = Pipe()
      process.standardError = pipe
      try process.run()
      let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      for line in output.split(separator: "\n") where line.contains(": parser error :") {
        if let end = line.range(of: ".xml:") { refused.insert(String(line[..<end.lowerBound]) + ".xml") }
      }
    }
    return refused
  }
}
