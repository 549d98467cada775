import Testing

@testable import Syntax

/// The laws of the XML tree and its editor, over generated documents, the fixtures and real files.
@Suite struct XMLLawTests {
  @Test func aTreePrintsBackTheVeryBytes() throws {
    for (name, bytes) in XMLSamples.all() {
      #expect(try XMLTreeParser.parse(SourceText(bytes)).printed() == bytes, "\(name)")
    }
  }

  /// Between the attributes of a tag stand blanks, and between a name and its value `=`, blanks and a quote.
  @Test func everyByteOfATagBelongsToIt() throws {
    for (name, bytes) in XMLSamples.all() {
      let tree = try XMLTreeParser.parse(SourceText(bytes))
      for element in tree.all {
        var position = element.nameRange.end
        #expect(element.nameRange.start == element.startTag.start + 1, "\(name)")
        for attribute in element.attributes {
          let gap = tree.source.slice(TextRange(position, attribute.nameRange.start))
          #expect(!gap.isEmpty && gap.allSatisfy(XMLCharacters.isBlank), "\(name)")
          let sign = tree.source.string(TextRange(attribute.nameRange.end, attribute.valueRange.start))
          #expect(sign.filter { !" \r\n\t".contains($0) }.count == 2, "\(name): \(sign)")
          position = attribute.range.end
        }
        let rest = tree.source.string(TextRange(position, element.startTag.end))
        #expect([">", "/>"].contains(rest.filter { !" \r\n\t".contains($0) }), "\(name): \(rest)")
      }
    }
  }

  @Test func settingAnAttributeChangesItAndNothingElse() throws {
    let value = "a'b\"c<d>&\n\té"
    for (name, bytes) in XMLSamples.all() {
      let tree = try XMLTreeParser.parse(SourceText(bytes))
      for element in tree.all.prefix(20) {
        for attribute in element.attributes.map(\.name) + ["new-one"] {
          let edits = try #require(XMLEditor(tree).setAttribute(attribute, to: value, of: element))
          let after = try apply(edits, to: tree, name)
          #expect(after.all[element.id.index][attribute] == value, "\(name)")
          let back = attribute == "new-one" ? nil : element[attribute]
          #expect(
            changes(tree, after, at: element.id) == [attribute: back], "\(name): \(attribute) changed more")
        }
      }
    }
  }

  @Test func removingAnAttributeRemovesItAndNothingElse() throws {
    for (name, bytes) in XMLSamples.all() {
      let tree = try XMLTreeParser.parse(SourceText(bytes))
      for element in tree.all.prefix(20) {
        for attribute in element.attributes {
          let edits = try #require(XMLEditor(tree).removeAttribute(attribute.name, of: element))
          let after = try apply(edits, to: tree, name)
          #expect(
            after.all[element.id.index].attributes.map(\.name)
              == element.attributes.map(\.name).filter { $0 != attribute.name }, "\(name)")
          #expect(after.all.count == tree.all.count && after.comments.count == tree.comments.count, "\(name)")
        }
      }
    }
  }

  @Test func settingATextChangesItAndNothingElse() throws {
    for (name, bytes) in XMLSamples.all() {
      let tree = try XMLTreeParser.parse(SourceText(bytes))
      for element in tree.all.prefix(30) {
        guard let edits = XMLEditor(tree).setText("4 < 5 & ]]>", of: element) else { continue }
        let after = try apply(edits, to: tree, name)
        let changed = try #require(after.all.first { $0.id == element.id })
        #expect(after.text(of: changed) == "4 < 5 & ]]>", "\(name)")
        var old = tree.outline()
        var new = after.outline()
        old.remove(at: element.id.index)
        new.remove(at: element.id.index)
        #expect(old == new, "\(name): the text of <\(element.name)> changed something else")
      }
    }
  }

  @Test func anAddedElementIsThereAndNothingElseMoved() throws {
    let new = NewXMLElement(
      "added", [.init("a", "1")], children: [.init("inner", [.init("b", "it's \"2\"")]), .init("other")])
    for (name, bytes) in XMLSamples.all() {
      let tree = try XMLTreeParser.parse(SourceText(bytes))
      let outline = tree.outline()
      for element in tree.all.prefix(20) {
        var places: [(XMLTree.Element, XMLEditor.Place)] = [(element, .end)]
        if let id = element.parent { places += [(tree[id], .before(element)), (tree[id], .after(element))] }
        for (parent, place) in places {
          guard let edits = XMLEditor(tree).add(new, to: parent, at: place) else { continue }
          let after = try apply(edits, to: tree, name)
          let left = after.outline().filter { !$0.contains("/added") }
          #expect(left == outline, "\(name): adding to <\(parent.name)> moved something")
          #expect(after.all.filter { $0.name == "inner" }.map { $0["b"] } == ["it's \"2\""], "\(name)")
          #expect(after.comments.count == tree.comments.count, "\(name)")
        }
      }
    }
  }

  @Test func removingAnElementTakesItAndWhatItHolds() throws {
    for (name, bytes) in XMLSamples.all() {
      let tree = try XMLTreeParser.parse(SourceText(bytes))
      for element in tree.all.prefix(30) {
        guard let edits = XMLEditor(tree).remove(element) else { continue }
        let after = try apply(edits, to: tree, name)
        let gone = tree.all.filter { element.range.contains($0.range) }.map(\.id.index)
        let left = tree.outline().enumerated().filter { !gone.contains($0.offset) }.map(\.element)
        #expect(after.outline() == left, "\(name): removing <\(element.name)> took something else")
      }
    }
  }

  /// Deterministic mutations of real documents end, without a trap, and in a tree that prints itself or an error inside the text.
  @Test func mutationsComeToAnEnd() {
    let samples = XMLSamples.all().map(\.bytes).filter { $0.count < 20_000 }
    let alphabet = Array("<>/=\"'&;!?-[]:#xAa0 \n\r\u{e9}\u{fffd}".utf8) + [0, 0x1F, 0x80, 0xFF, 0xEF, 0xBF]
    let words = ["<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE", "<?xml ", "?>", "&#0;", "&#x10FFFF;", "</"]
    for seed in 0..<Rounds.count {
      var random = Seeded(UInt64(seed))
      var bytes = samples[seed % samples.count]
      if bytes.count > 600 {
        let start = Int.random(in: 0..<bytes.count - 500, using: &random)
        bytes = Array(bytes[start..<start + 500])
      }
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0 where at < bytes.count: bytes[at] = alphabet.randomElement(using: &random) ?? 0
        case 1 where at < bytes.count:
          bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...9, using: &random)))
        case 2: bytes.insert(contentsOf: (words.randomElement(using: &random) ?? "").utf8, at: at)
        default: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: at)
        }
      }
      let source = SourceText(bytes)
      do throws(SyntaxError) {
        let tree = try XMLTreeParser.parse(source)
        if tree.printed() != bytes { Issue.record("mutation \(seed) is not printed back") }
        exercise(tree)
      } catch {
        if !source.range.contains(error.range) { Issue.record("mutation \(seed): \(error)") }
      }
    }
  }

  /// Every edit of a tree that reads fits into its text.
  private func exercise(_ tree: XMLTree) {
    let editor = XMLEditor(tree)
    for element in tree.all.prefix(5) {
      let edits =
        [
          editor.setAttribute("a", to: "b", of: element), editor.setText("t", of: element),
          editor.add(NewXMLElement("n"), to: element), editor.remove(element),
        ] + element.attributes.map { editor.removeAttribute($0.name, of: element) }
      for case .some(let edits) in edits {
        if EditList(edits)?.applied(to: tree.source.bytes) == nil { Issue.record("an edit does not fit") }
      }
    }
  }

  private func apply(_ edits: [Edit], to tree: XMLTree, _ name: String) throws -> XMLTree {
    let bytes = try #require(EditList(edits)?.applied(to: tree.source.bytes), "\(name)")
    do throws(SyntaxError) { return try XMLTreeParser.parse(SourceText(bytes)) } catch {
      Issue.record(
        "\(name) does not read any more: \(error.message)\n\(String(decoding: bytes, as: UTF8.self))")
      throw error
    }
  }

  /// The attributes of one element that differ, with their old values; another entry for any other difference.
  private func changes(_ old: XMLTree, _ new: XMLTree, at id: XMLTree.ID) -> [String: String?] {
    var found: [String: String?] = [:]
    if old.all.count != new.all.count || old.comments.count != new.comments.count { found["shape"] = "" }
    for (a, b) in zip(old.all, new.all) {
      for attribute in b.attributes where a[attribute.name] != attribute.value {
        found[a.id == id ? attribute.name : "elsewhere"] = a[attribute.name]
      }
      if old.text(of: a) != new.text(of: b) { found["text"] = "" }
    }
    return found
  }
}
