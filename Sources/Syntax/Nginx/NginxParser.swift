/// What nginx passes on, as one list: each `location` with a `proxy_pass`, and what holds for it by the blocks around it.
///
///     http { proxy_read_timeout 300s; server { location / { proxy_pass http://a; } } }
///         ->  locations: [ { path: /, proxy_pass: http://a, proxy_read_timeout: 300s } ]
///
/// A directive of a block replaces that of the block around it; `proxy_set_header` is a mapping, which is replaced as a whole. Of
/// `upstream` and of a variable that `set` fills, the address is under `upstream`. What `include` may bring is under `include`.
///
/// Source: nginx documentation, Beginner's Guide (configuration file's structure), ngx_http_proxy_module, ngx_http_upstream_module.
public enum NginxParser {
  /// - Throws: what is wrong and where, also for text that is too large or not UTF-8.
  public static func parse(_ source: SourceText) throws(SyntaxError) -> NodeDocument {
    try SyntaxLimits.check(source)
    var reader = NginxReader(source)
    let directives = reader.block(depth: 0)
    let key = Node(.scalar(Scalar("locations", style: .plain, type: .string)), range: TextRange(at: 0))
    let locations = NginxLocations(directives).nodes
    let root = Node(.mapping([Node.Entry(key: key, value: Node(.sequence(locations), range: source.range))]), range: source.range)
    return NodeDocument(source: source, root: root, comments: reader.comments)
  }
}

/// `name arguments;` or `name arguments { ... }`.
struct NginxDirective {
  struct Word {
    let text: String
    let range: TextRange
  }

  let name: Word
  let arguments: [Word]
  let block: [NginxDirective]?
}

/// Splits a configuration into directives (nginx, `src/core/ngx_conf_file.c`, ngx_conf_read_token). What a template leaves open
/// is skipped.
struct NginxReader {
  private let source: SourceText
  private let bytes: [UInt8]
  private var position = 0
  private(set) var comments: [TextRange] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  /// The directives up to the end of the block, or of the file.
  mutating func block(depth: Int) -> [NginxDirective] {
    var directives: [NginxDirective] = []
    var words: [NginxDirective.Word] = []
    while true {
      skip()
      guard position < bytes.count else { return directives }
      switch bytes[position] {
      case UInt8(ascii: ";"):
        position += 1
        if let name = words.first { directives.append(NginxDirective(name: name, arguments: Array(words.dropFirst()), block: nil)) }
        words = []
      case UInt8(ascii: "{"):
        position += 1
        if let name = words.first, depth < SyntaxLimits.depth, !name.text.hasSuffix("_by_lua_block") {
          directives.append(NginxDirective(name: name, arguments: Array(words.dropFirst()), block: block(depth: depth + 1)))
        } else {
          skipBlock()
        }
        words = []
      case UInt8(ascii: "}"):
        position += 1
        words = []
        if depth > 0 { return directives }
      default: words.append(word())
      }
    }
  }

  /// A block in another language, up to its end.
  private mutating func skipBlock() {
    var depth = 1
    while position < bytes.count, depth > 0 {
      if bytes[position] == UInt8(ascii: "{") { depth += 1 }
      if bytes[position] == UInt8(ascii: "}") { depth -= 1 }
      position += 1
    }
  }

  private mutating func skip() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case 0xEF where position == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]): position += 3
      case UInt8(ascii: "#"):
        let end = source.lineEnd(of: position)
        comments.append(TextRange(position, end))
        position = end
      default: return
      }
    }
  }

  private mutating func word() -> NginxDirective.Word {
    let start = position
    let quote = bytes[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      position += 1
      while position < bytes.count, bytes[position] != quote { position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1 }
      let end = min(position, bytes.count)
      position = min(position + 1, bytes.count)
      return NginxDirective.Word(
        text: String(decoding: bytes[min(start + 1, end)..<end], as: UTF8.self), range: TextRange(start, position))
    }
    while position < bytes.count {
      let byte = bytes[position]
      // `${name}` is part of a word.
      if byte == UInt8(ascii: "{"), position > start, bytes[position - 1] == UInt8(ascii: "$") {
        while position < bytes.count, bytes[position] != UInt8(ascii: "}") { position += 1 }
        position = min(position + 1, bytes.count)
        continue
      }
      if [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}")].contains(byte) { break }
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    position = min(max(position, start + 1), bytes.count)
    return NginxDirective.Word(text: String(decoding: bytes[start..<position], as: UTF8.self), range: TextRange(start, position))
  }
}

/// The locations that pass requests on, with what they inherit.
private struct NginxLocations {
  private(set) var nodes: [Node] = []
  private var upstreams: [String: NginxDirective.Word] = [:]

  init(_ directives: [NginxDirective]) {
    walk(directives, among: [:], variables: [:])
  }

  private mutating func walk(
    _ directives: [NginxDirective], among inherited: [String: Node.Entry], variables: [String: NginxDirective.Word],
    path: NginxDirective.Word? = nil
  ) {
    var own = inherited
    var variables = variables
    var headers: [Node.Entry] = []
    for directive in directives where directive.block == nil {
      switch directive.name.text {
      case "proxy_set_header":
        guard directive.arguments.count == 2 else { continue }
        headers.append(Self.entry(directive.arguments[0], directive.arguments[1]))
      case "set" where directive.arguments.count == 2: variables[directive.arguments[0].text] = directive.arguments[1]
      case "include" where directive.arguments.first.map({ Self.isHarmless($0.text) }) == true: continue
      default:
        if let value = directive.arguments.first { own[directive.name.text] = Self.entry(directive.name, value) }
      }
    }
    if let first = headers.first, let last = headers.last {
      let name = NginxDirective.Word(text: "proxy_set_header", range: TextRange(at: first.key.range.start))
      own[name.text] = Node.Entry(
        key: Self.scalar(name), value: Node(.mapping(headers), range: first.key.range.union(last.value.range)))
    }
    for directive in directives where directive.name.text == "upstream" {
      guard let name = directive.arguments.first,
        let server = directive.block?.first(where: { $0.name.text == "server" })?.arguments.first
      else { continue }
      upstreams[name.text] = server
    }
    if let path, let pass = directives.last(where: { $0.name.text == "proxy_pass" && $0.block == nil })?.arguments.first {
      own["path"] = Self.entry(NginxDirective.Word(text: "path", range: path.range), path)
      let host = pass.text.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first.map(String.init)
      // Of `$o` and `$ollama` the longer is meant.
      let meant =
        variables.filter { pass.text.hasPrefix($0.key) || pass.text.contains("://\($0.key)") }
        .max { $0.key.utf8.count < $1.key.utf8.count }?.value
        ?? host.flatMap { upstreams[$0] }
      if let meant { own["upstream"] = Self.entry(NginxDirective.Word(text: "upstream", range: pass.range), meant) }
      nodes.append(Node(.mapping(own.sorted { $0.key < $1.key }.map(\.value)), range: path.range.union(pass.range)))
    }
    own["proxy_pass"] = nil
    for directive in directives {
      guard let block = directive.block, directive.name.text != "upstream", directive.name.text != "map" else { continue }
      let isLocation = directive.name.text == "location"
      walk(block, among: own, variables: variables, path: isLocation ? directive.arguments.last ?? path : path)
    }
  }

  /// What nginx brings along, which says nothing of proxies.
  private static func isHarmless(_ path: String) -> Bool {
    ["mime.types", "fastcgi_params", "uwsgi_params", "ssl", "letsencrypt", "modules-enabled", "modules/"].contains(where: path.contains)
  }

  private static func entry(_ key: NginxDirective.Word, _ value: NginxDirective.Word) -> Node.Entry {
    Node.Entry(key: scalar(key), value: scalar(value))
  }

  private static func scalar(_ word: NginxDirective.Word) -> Node {
    Node(.scalar(Scalar(word.text, style: .plain, type: .string)), range: word.range)
  }
}
