/// What Caddy passes on, as one list: each `reverse_proxy`, and what holds for it by the blocks around it.
///
///     llm.example.org { handle_path /api/* { reverse_proxy localhost:11434 } }
///         ->  proxies: [ { site: llm.example.org, path: /api/*, to: localhost:11434 } ]
///
/// `header_up` is a mapping. What `import` may bring is under `import`.
///
/// Source: Caddy documentation, "Caddyfile Concepts" (structure, tokens and quotes, snippets), `reverse_proxy`, `handle_path`.
public enum CaddyParser {
  /// - Throws: what is wrong and where, also for text that is too large or not UTF-8.
  public static func parse(_ source: SourceText) throws(SyntaxError) -> NodeDocument {
    try SyntaxLimits.check(source)
    var reader = CaddyReader(source)
    let directives = reader.block(depth: 0)
    let key = Node(.scalar(Scalar("proxies", style: .plain, type: .string)), range: TextRange(at: 0))
    let proxies = CaddyProxies(directives).nodes
    let root = Node(.mapping([Node.Entry(key: key, value: Node(.sequence(proxies), range: source.range))]), range: source.range)
    return NodeDocument(source: source, root: root, comments: reader.comments)
  }
}

/// A line of words, and the block that it opens.
struct CaddyDirective {
  struct Word {
    let text: String
    let range: TextRange
  }

  let words: [Word]
  let block: [CaddyDirective]?
}

/// Splits a Caddyfile into lines (caddyserver/caddy `caddyconfig/caddyfile/lexer.go`).
struct CaddyReader {
  private let source: SourceText
  private let bytes: [UInt8]
  private var position = 0
  private(set) var comments: [TextRange] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  /// The lines up to the end of the block, or of the file.
  mutating func block(depth: Int) -> [CaddyDirective] {
    var directives: [CaddyDirective] = []
    var words: [CaddyDirective.Word] = []
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0D: position += 1
      // A backslash at the end of a line joins it with the next.
      case UInt8(ascii: "\\") where position + 1 < bytes.count && [0x0A, 0x0D].contains(bytes[position + 1]):
        position += bytes[position + 1] == 0x0D ? 3 : 2
      case 0x0A:
        position += 1
        if !words.isEmpty, words.last?.text != "," { directives.append(CaddyDirective(words: words, block: nil)) }
        words = []
      case UInt8(ascii: "#") where position == 0 || [0x20, 0x09, 0x0A].contains(bytes[position - 1]):
        let end = source.lineEnd(of: position)
        comments.append(TextRange(position, end))
        position = end
      case UInt8(ascii: "{") where isAlone:
        position += 1
        let below = depth < SyntaxLimits.depth ? block(depth: depth + 1) : []
        directives.append(CaddyDirective(words: words, block: below))
        words = []
      case UInt8(ascii: "}") where isAlone:
        position += 1
        if !words.isEmpty { directives.append(CaddyDirective(words: words, block: nil)) }
        return directives
      default: words.append(word())
      }
    }
    if !words.isEmpty { directives.append(CaddyDirective(words: words, block: nil)) }
    return directives
  }

  /// Whether a brace is a word of its own; `{host}` is a placeholder.
  private var isAlone: Bool {
    position + 1 >= bytes.count || [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position + 1])
  }

  private mutating func word() -> CaddyDirective.Word {
    let start = position
    let quote = bytes[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "`") {
      position += 1
      while position < bytes.count, bytes[position] != quote {
        position += quote == UInt8(ascii: "\"") && bytes[position] == UInt8(ascii: "\\") ? 2 : 1
      }
      let end = min(position, bytes.count)
      position = min(position + 1, bytes.count)
      return CaddyDirective.Word(
        text: String(decoding: bytes[min(start + 1, end)..<end], as: UTF8.self), range: TextRange(start, position))
    }
    while position < bytes.count, ![0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    position = max(position, start + 1)
    return CaddyDirective.Word(text: String(decoding: bytes[start..<position], as: UTF8.self), range: TextRange(start, position))
  }
}

/// The proxies of all sites, with what holds for them.
private struct CaddyProxies {
  private(set) var nodes: [Node] = []

  init(_ directives: [CaddyDirective]) {
    // A file of one site may have no braces: its first line is the address.
    if let first = directives.first, first.block == nil, first.words.count == 1 {
      walk(Array(directives.dropFirst()), site: first.words.first, path: nil, imported: nil)
      return
    }
    for directive in directives {
      guard let block = directive.block, let site = directive.words.first, !site.text.hasPrefix("(") else { continue }
      walk(block, site: site, path: nil, imported: nil)
    }
  }

  private mutating func walk(
    _ directives: [CaddyDirective], site: CaddyDirective.Word?, path: CaddyDirective.Word?, imported: CaddyDirective.Word?
  ) {
    let imported = directives.first { $0.words.first?.text == "import" }?.words.dropFirst().first ?? imported
    for directive in directives {
      guard let name = directive.words.first else { continue }
      let arguments = directive.words.dropFirst()
      let matcher = arguments.first { $0.text.hasPrefix("/") } ?? path
      switch name.text {
      case "reverse_proxy": add(directive, name, site, matcher, imported)
      case "handle", "handle_path", "route": walk(directive.block ?? [], site: site, path: matcher, imported: imported)
      default: continue
      }
    }
  }

  private mutating func add(
    _ directive: CaddyDirective, _ name: CaddyDirective.Word, _ site: CaddyDirective.Word?, _ path: CaddyDirective.Word?,
    _ imported: CaddyDirective.Word?
  ) {
    let block = directive.block ?? []
    let upstreams = directive.words.dropFirst().filter { !$0.text.hasPrefix("/") && !$0.text.hasPrefix("@") && $0.text != "*" }
    guard let to = upstreams.first ?? block.first(where: { $0.words.first?.text == "to" })?.words.dropFirst().first else { return }
    var entries = [Self.entry("to", to)]
    if let site { entries.append(Self.entry("site", site)) }
    if let path { entries.append(Self.entry("path", path)) }
    if let imported { entries.append(Self.entry("import", imported)) }
    let headers = block.filter { $0.words.first?.text == "header_up" && $0.words.count == 3 }.map {
      Node.Entry(key: Self.scalar($0.words[1]), value: Self.scalar($0.words[2]))
    }
    if let first = headers.first, let last = headers.last {
      entries.append(
        Node.Entry(
          key: Self.scalar(CaddyDirective.Word(text: "header_up", range: TextRange(at: first.key.range.start))),
          value: Node(.mapping(headers), range: first.key.range.union(last.value.range))))
    }
    if let inside = block.first(where: { $0.words.first?.text == "import" })?.words.dropFirst().first, imported == nil {
      entries.append(Self.entry("import", inside))
    }
    nodes.append(Node(.mapping(entries), range: name.range.union(to.range)))
  }

  private static func entry(_ key: String, _ value: CaddyDirective.Word) -> Node.Entry {
    Node.Entry(key: scalar(CaddyDirective.Word(text: key, range: value.range)), value: scalar(value))
  }

  private static func scalar(_ word: CaddyDirective.Word) -> Node {
    Node(.scalar(Scalar(word.text, style: .plain, type: .string)), range: word.range)
  }
}
