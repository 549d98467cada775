@testable import Syntax

/// XML to hold the laws against: the fixtures, real files where they are at hand, and generated ones.
enum XMLSamples {
  static func all() -> [(name: String, bytes: [UInt8])] {
    (Corpus.files(".xml") + Corpus.fixtures(".xml")).map { ($0.name, $0.bytes) } + fixed + generated()
  }

  /// Documents with every kind of content.
  static let fixed: [(name: String, bytes: [UInt8])] = [
    "<a/>", "\u{feff}<?xml version='1.0'?>\n<a></a>\n", "<a\n  b = \"1\"\n  c='2' >text</a >",
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<!-- é -->\r\n<a>\r\n\t<b x=\"&lt;&#x41;\"/>\r\n</a>",
    "<a><![CDATA[<b>]] >]]>&amp;<?php echo ?><!-- c --></a><!-- end --><?x?>",
    "<domain type='kvm'>\n  <name>x</name>\n  <devices>\n    <disk a='1'/> <!-- same line -->\n  </devices>\n</domain>\n",
    "<q:a xmlns:q='u'><q:b/><b>1<i/>2</b></q:a>", "<größe ä='ö'>ü</größe>",
  ].enumerated().map { ("sample \($0)", Array($1.utf8)) }

  private static func generated() -> [(name: String, bytes: [UInt8])] {
    (0..<150).map { seed in
      var random = Seeded(UInt64(seed))
      var text = Bool.random(using: &random) ? "<?xml version='1.0'?>\n" : ""
      let newline = seed % 5 == 0 ? "\r\n" : "\n"
      element(&text, newline, indent: "", depth: 0, &random)
      return ("seed \(seed)", Array((text + newline).utf8))
    }
  }

  private static func element(
    _ text: inout String, _ newline: String, indent: String, depth: Int, _ random: inout Seeded
  ) {
    let name = ["domain", "cpu", "hostdev", "x:y", "a"].randomElement(using: &random) ?? "a"
    text += indent + "<" + name
    for attribute in ["mode", "type", "q:z"].prefix(Int.random(in: 0...3, using: &random)) {
      let quote = Bool.random(using: &random) ? "'" : "\""
      text += " \(attribute)=\(quote)v&amp;1 \(depth)\(quote)"
    }
    switch Int.random(in: depth > 4 ? 0...1 : 0...4, using: &random) {
    case 0: text += "/>" + newline
    case 1: text += ">t\(depth) &lt;</\(name)>" + newline
    case 2: text += "></\(name)>" + (Bool.random(using: &random) ? " <!-- c -->" : "") + newline
    default:
      text += ">" + newline
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        if Int.random(in: 0...5, using: &random) == 0 { text += indent + "  <!-- why -->" + newline }
        element(&text, newline, indent: indent + "  ", depth: depth + 1, &random)
      }
      text += indent + "</\(name)>" + newline
    }
  }
}

extension XMLTree {
  /// The document put together again from its parts.
  func printed() -> [UInt8] {
    var bytes: [UInt8] = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
    for content in content { print(content, &bytes) }
    return bytes
  }

  private func print(_ content: Content, _ bytes: inout [UInt8]) {
    guard case .element(let id) = content else {
      bytes += source.slice(range(of: content))
      return
    }
    let element = self[id]
    bytes += source.slice(element.startTag)
    for inner in element.content { print(inner, &bytes) }
    if let end = element.endTag { bytes += source.slice(end) }
  }

  /// The elements without their places: what an edit must not change but where it says so.
  func outline() -> [String] {
    all.map { element in
      let attributes = element.attributes.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
      return "\(path(of: element)) [\(attributes)] \(text(of: element))"
    }
  }

  private func path(of element: Element) -> String {
    var names = [element.name]
    var current = element.parent
    while let id = current {
      names.append(self[id].name)
      current = self[id].parent
    }
    return names.reversed().joined(separator: "/")
  }
}
