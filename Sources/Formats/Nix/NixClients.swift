import Syntax
import Vocabulary

/// Settings of programs that a module of home-manager writes: `programs.opencode.settings = { ... };`, and files whose text is
/// `builtins.toJSON { ... }`. Each is the program's own file, in JSON, which YAML contains. Nothing is written back: what is here is Nix.
struct NixClients {
  private let settings: [NixSettings.Setting]
  private let source: SourceText

  init(_ settings: [NixSettings.Setting], _ document: Document) {
    self.settings = settings
    source = document.source
  }

  var files: [Reading.Embedded] {
    let options = Self.files.sorted { $0.key < $1.key }.compactMap { option, file -> Reading.Embedded? in
      let path = option.split(separator: ".").map(String.init)
      let isOff = settings.contains { $0.path == Array(path.dropLast()) + ["enable"] && $0.word == "false" }
      return isOff ? nil : embedded(below: path, named: file)
    }
    return options + texts
  }

  /// `xdg.configFile."zed/settings.json".text = builtins.toJSON { ... };`, `.source = yaml.generate "config.yaml" { ... };`, or the
  /// text as it is.
  private var texts: [Reading.Embedded] {
    settings.compactMap { setting in
      guard setting.path.count == 4, let folder = Self.folders[setting.path.prefix(2).joined(separator: ".")] else { return nil }
      let name = folder + setting.path[2]
      let isComputed = { (words: [String]) in words.contains { source.slice(setting.range).contains(bytesOf: $0) } }
      switch setting.path[3] {
      case "text" where isComputed(["toJSON", "toYAML"]), "source" where isComputed([".generate"]):
        // In another syntax it would be written otherwise.
        return FileName(path: name).hasSuffix(".json", ".yaml", ".yml") ? embedded(below: setting.path, named: name) : nil
      case "text": return written(setting, named: name)
      default: return nil
      }
    }
  }

  /// Where the files are that a module writes.
  private static let folders = ["xdg.configFile": ".config/", "home.file": "", "environment.etc": "etc/", "xdg.dataFile": ".local/share/"]

  /// The text between `''` and `''`, without the indentation that all of its lines have.
  private func written(_ setting: NixSettings.Setting, named name: String) -> Reading.Embedded? {
    let range = setting.valueRange
    guard setting.range.contains(range), range.start > 1, source.slice(TextRange(range.start - 2, range.start)).elementsEqual("''".utf8),
      // `''${` and its like stand for other signs.
      !source.slice(range).contains(bytesOf: "''"), let text = EmbeddedText(indented: range, of: source)
    else { return nil }
    return .init(name: name, language: nil, source: text.source, map: text.map, holes: Self.computed(in: text.source))
  }

  /// `${pkgs.ollama}`
  private static func computed(in text: SourceText) -> [TextRange] {
    var holes: [TextRange] = []
    var position = 0
    let bytes = text.bytes
    while position + 1 < bytes.count {
      guard bytes[position] == 0x24, bytes[position + 1] == 0x7B else {
        position += 1
        continue
      }
      let end = bytes[position...].firstIndex(of: 0x7D).map { $0 + 1 } ?? bytes.count
      holes.append(TextRange(position, end))
      position = end
    }
    return holes
  }

  private func embedded(below path: [String], named name: String) -> Reading.Embedded? {
    let own = settings.filter { $0.path.count > path.count && $0.path.starts(with: path) }
    guard !own.isEmpty else { return nil }
    var text = NixJSON(source)
    text.write(own.map { NixJSON.Leaf(rest: $0.path[path.count...], places: $0.places[...], setting: $0) })
    return text.embedded(named: name)
  }
}

/// The text of JSON that settings become, with the way back to where each name and value stands.
private struct NixJSON {
  struct Leaf {
    let rest: ArraySlice<String>
    let places: ArraySlice<Int>
    let setting: NixSettings.Setting

    var below: Leaf { Leaf(rest: rest.dropFirst(), places: rest.first == "[]" ? places.dropFirst() : places, setting: setting) }
  }

  private let source: SourceText
  private var bytes: [UInt8] = []
  private var segments: [OffsetMap.Segment] = []

  init(_ source: SourceText) { self.source = source }

  func embedded(named name: String) -> Reading.Embedded {
    // What computes it may be anywhere, so nothing is changed in it.
    .init(
      name: name, language: nil, source: SourceText(bytes + [0x0A]),
      map: OffsetMap(
        segments: segments + [
          .init(inner: bytes.count, length: 1, host: segments.last.map { $0.host + $0.hostLength } ?? 0, hostLength: 0)
        ],
        encoding: .verbatim), holes: [TextRange(bytes.count, bytes.count + 1)])
  }

  /// A sign of JSON, which is nowhere in the file.
  private mutating func sign(_ text: String, at host: Int) {
    segments.append(.init(inner: bytes.count, length: text.utf8.count, host: host, hostLength: 0))
    bytes += text.utf8
  }

  /// Text that is copied verbatim.
  private mutating func copy(_ range: TextRange) {
    guard !range.isEmpty else { return }
    segments.append(.init(inner: bytes.count, length: range.length, host: range.start, hostLength: range.length))
    bytes += source.slice(range)
  }

  /// What is only known when the system is built.
  private mutating func unknown(_ range: TextRange) {
    let text = range.length == 9 ? "\"{{a nix}}\"" : "\"{{nix}}\""
    segments.append(.init(inner: bytes.count, length: text.utf8.count, host: range.start, hostLength: range.length))
    bytes += text.utf8
  }

  mutating func write(_ leaves: [Leaf]) {
    let inner = leaves.filter { !$0.rest.isEmpty }
    guard let first = inner.first else {
      if let last = leaves.last { value(last.setting) }
      return
    }
    let start = first.setting.keyRange.start
    if inner.allSatisfy({ $0.rest.first == "[]" }) {
      list(inner, from: start)
    } else {
      object(inner.filter { $0.rest.first != "[]" }, from: start)
    }
  }

  private mutating func list(_ leaves: [Leaf], from start: Int) {
    sign("[", at: start)
    for (number, place) in Set(leaves.map { $0.places.first ?? 0 }).sorted().enumerated() {
      if number > 0 { sign(", ", at: start) }
      write(leaves.filter { ($0.places.first ?? 0) == place }.map(\.below))
    }
    sign("]", at: start)
  }

  private mutating func object(_ leaves: [Leaf], from start: Int) {
    sign("{", at: start)
    var names: [String] = []
    var groups: [String: [Leaf]] = [:]
    for leaf in leaves {
      guard let name = leaf.rest.first else { continue }
      if groups[name] == nil { names.append(name) }
      groups[name, default: []].append(leaf)
    }
    for (number, name) in names.enumerated() {
      let group = groups[name] ?? []
      if number > 0 { sign(", ", at: start) }
      key(name, group, from: group.first?.setting.keyRange.start ?? start)
      write(group.map(\.below))
    }
    sign("}", at: start)
  }

  private mutating func key(_ name: String, _ group: [Leaf], from start: Int) {
    let own = group.first { $0.rest.count == 1 }?.setting.keyRange
    sign("\"", at: own?.start ?? start)
    if let own, source.string(own) == name, Self.isPlain(name) {
      copy(own)
    } else {
      sign(name.filter { !"\"\\\n".contains($0) }, at: start)
    }
    sign("\": ", at: own?.end ?? start)
  }

  private static func isPlain(_ text: String) -> Bool { !text.contains { "\"\\\n\r\t".contains($0) } }

  private mutating func value(_ setting: NixSettings.Setting) {
    let range = setting.valueRange
    switch setting.value {
    case .text(let text) where Self.isPlain(text): quoted(range)
    case .word(let word) where Self.isLiteral(word): copy(range)
    case .list(let items) where items.isEmpty && isEmpty(setting, "[", "]"): sign("[]", at: range.start)
    case .list(let items) where !items.isEmpty:
      sign("[", at: range.start)
      for (number, item) in items.enumerated() {
        if number > 0 { sign(", ", at: item.range.start) }
        if item.isComputed || !Self.isPlain(item.text) { unknown(item.range) } else { quoted(item.range) }
      }
      sign("]", at: range.end)
    case .other where isEmpty(setting, "{", "}"): sign("{}", at: range.start)
    default: unknown(range)
    }
  }

  private mutating func quoted(_ range: TextRange) {
    sign("\"", at: range.start)
    copy(range)
    sign("\"", at: range.end)
  }

  private static func isLiteral(_ word: String) -> Bool {
    if ["true", "false", "null"].contains(word) { return true }
    let digits = word.hasPrefix("-") ? word.dropFirst() : word[...]
    return digits.first?.isNumber == true && digits.last?.isNumber == true && Double(digits) != nil
      && digits.allSatisfy { $0.isNumber || $0 == "." }
      && (digits == "0" || !digits.hasPrefix("0") || digits.hasPrefix("0."))
  }

  private func isEmpty(_ setting: NixSettings.Setting, _ open: Character, _ close: Character) -> Bool {
    let text = source.string(setting.range).drop { $0 != "=" }.dropFirst().filter { !$0.isWhitespace }
    return text == String([open, close])
  }
}
