/// The attributes that a Nix expression sets, as far as they are written out: `services.ollama = { host = "0.0.0.0"; };`.
///
/// Source: NixOS/nix, manual, "Language" (attribute sets, strings, comments). Nothing is evaluated: of what a function or a
/// condition makes of a set, the set is read. The body of a function with `...` among its arguments is a module, whose paths begin
/// anew.
public struct NixSettings: Sendable {
  public enum Value: Sendable, Hashable {
    /// Without its quotes, where nothing in it is computed.
    case text(String)
    /// A number, `true`, a path or a name.
    case word(String)
    case list([Setting.Item])
    case other
  }

  public struct Setting: Sendable, Hashable {
    public struct Item: Sendable, Hashable {
      public let text: String
      public let range: TextRange
      /// Whether part of it is computed when the system is built; the text then holds it as written.
      public var isComputed = false
    }

    public private(set) var path: [String]
    /// By which it is found again: the whole path, with a number where it is set more than once.
    public let address: [String]
    /// Of the last name of the path.
    public let keyRange: TextRange
    /// Of a text inside its quotes.
    public let valueRange: TextRange
    public let range: TextRange
    public let value: Value
    /// Which item of its list it is in, for each `[]` of the whole path.
    public private(set) var places: [Int]

    /// The same in a set that stands at `place`.
    public func below(_ place: [String]) -> Setting {
      var setting = self
      setting.path.removeFirst(place.count)
      setting.places.removeFirst(min(setting.places.count, place.filter { $0 == "[]" }.count))
      return setting
    }

    public var text: String? { if case .text(let text) = value { text } else { nil } }
    public var word: String? { if case .word(let word) = value { word } else { nil } }
    /// The items of a list, or the one text that stands for it.
    public var lines: [Item] { text.map { [Item(text: $0, range: valueRange)] } ?? items }
    public var items: [Item] { allItems.filter { !$0.isComputed } }
    /// Includes partly computed items.
    public var allItems: [Item] { if case .list(let items) = value { items } else { [] } }
  }

  public private(set) var settings: [Setting] = []
  public private(set) var comments: [TextRange] = []

  private let source: SourceText
  private let bytes: [UInt8]
  private var position = 0
  private var occurrences: [[String]: Int] = [:]
  private var places: [Int] = []
  private static let most = 1 << 14

  public init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    while position < bytes.count {
      let start = position
      _ = expression([], depth: 0)
      // Whatever closes nothing is skipped.
      if position == start || position < bytes.count { position += 1 }
    }
  }

  // MARK: Bytes

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  private mutating func skipBlank() {
    while position < bytes.count {
      switch byte() {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case 0x23:
        let end = source.lineEnd(of: position)
        comments.append(TextRange(position, end))
        position = end
      case 0x2F where byte(1) == 0x2A:
        let start = position
        position += 2
        while position < bytes.count, !(byte() == 0x2A && byte(1) == 0x2F) { position += 1 }
        position = min(bytes.count, position + 2)
        comments.append(TextRange(start, position))
      default: return
      }
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || [0x5F, 0x2D, 0x27].contains(byte)
  }

  /// A name, or a text where one may stand.
  private mutating func name() -> (text: String, range: TextRange)? {
    let start = position
    if byte() == 0x22 {
      guard let text = string() else { return nil }
      return (text.text ?? "?", text.range)
    }
    guard Self.isName(byte()), !(0x30...0x39).contains(byte()), byte() != 0x27, byte() != 0x2D else { return nil }
    while Self.isName(byte()) { position += 1 }
    return (String(decoding: bytes[start..<position], as: UTF8.self), TextRange(start, position))
  }

  /// A text in quotes of either kind; its own text is `nil` where something in it is computed.
  private mutating func string() -> (text: String?, range: TextRange)? {
    let isIndented = byte() == 0x27 && byte(1) == 0x27
    guard isIndented || byte() == 0x22 else { return nil }
    position += isIndented ? 2 : 1
    let start = position
    var isComputed = isIndented
    while position < bytes.count {
      if isIndented {
        // `'''`, `''$` and `''\` are signs of the text.
        if byte() == 0x27, byte(1) == 0x27 {
          if [0x27, 0x24, 0x5C].contains(byte(2)) {
            position += 3
            continue
          }
          let range = TextRange(start, position)
          position += 2
          return (nil, range)
        }
      } else if byte() == 0x5C {
        isComputed = true
        position += 2
        continue
      } else if byte() == 0x22 {
        let range = TextRange(start, position)
        position += 1
        return (isComputed ? nil : source.string(range), range)
      }
      if byte() == 0x24, byte(1) == 0x7B {
        isComputed = true
        position += 2
        var open = 1
        while position < bytes.count, open > 0 {
          if byte() == 0x7B { open += 1 }
          if byte() == 0x7D { open -= 1 }
          position += 1
        }
        continue
      }
      position += 1
    }
    position = min(position, bytes.count)
    return (nil, TextRange(start, position))
  }

  // MARK: Expressions

  /// Reads up to what ends an expression, `;`, `in` or a closing bracket, which stays.
  private mutating func expression(_ path: [String], depth: Int) -> (value: Value, range: TextRange) {
    var path = path
    var value = Value.other
    var range = TextRange(at: position)
    var count = 0
    var merges = false
    // The lists around a module count no more inside of it.
    var module: [Int]?
    defer { if let module { places = module } }
    while position < bytes.count, depth < SyntaxLimits.depth {
      skipBlank()
      let start = position
      switch byte() {
      case 0x3B, 0x7D, 0x5D, 0x29, 0: return (count == 1 ? value : .other, range)
      case 0x22, 0x27:
        guard let text = string() else {
          position += 1
          continue
        }
        count += 1
        range = text.range
        value = text.text.map(Value.text) ?? .other
      case 0x7B:
        if let header = header() {
          if header.contains("...") {
            path = []
            if module == nil { module = places }
            places = []
          }
        } else {
          position += 1
          bindings(path, depth: depth + 1)
          if byte() == 0x7D { position += 1 }
          value = .other
          count += 1
        }
      case 0x5B:
        position += 1
        let items = list(merges ? path : path + ["[]"], depth: depth + 1)
        if byte() == 0x5D { position += 1 }
        count += 1
        value = .list(items)
        range = TextRange(start, position)
      case 0x28:
        position += 1
        _ = expression(path, depth: depth + 1)
        if byte() == 0x29 { position += 1 }
        count += 1
        value = .other
      default:
        while position < bytes.count, !" \t\r\n;{}[]()\"".utf8.contains(byte()),
          !(byte() == 0x27 && byte(1) == 0x27)
        {
          position += 1
        }
        if position == start { position += 1 }
        let word = source.string(TextRange(start, position))
        if word == "in" { return (.other, range) }
        if word == "let" {
          bindings(["let"], depth: depth + 1)
          continue
        }
        // `with pkgs; [ ... ]`: what follows is the value.
        if word == "with" || word == "assert" {
          _ = expression([word], depth: depth + 1)
          if byte() == 0x3B { position += 1 }
          continue
        }
        let function = word.hasPrefix("lib.") ? word.dropFirst(4) : word[...]
        if function == "mkMerge" { merges = true }
        if Self.transparent.contains(function) { continue }
        count += 1
        value = .word(word)
        range = TextRange(start, position)
      }
    }
    return (.other, range)
  }

  /// Functions of modules that keep the value as it is.
  private static let transparent: Set<Substring> = ["mkForce", "mkDefault", "mkBefore", "mkAfter"]

  /// Passes over `{ config, pkgs, ... }:`, the arguments of a function; `nil` for another set, which stays.
  private mutating func header() -> String? {
    let start = position
    var open = 0
    while position < bytes.count {
      if byte() == 0x7B { open += 1 }
      if byte() == 0x7D { open -= 1 }
      position += 1
      if open == 0 { break }
      // No arguments hold these.
      if byte() == 0x3B || byte() == 0x3D { break }
    }
    skipBlank()
    if open == 0, byte() == 0x3A || byte() == 0x40 {
      while position < bytes.count, byte() != 0x3A { position += 1 }
      position += 1
      return source.string(TextRange(start, min(position, bytes.count)))
    }
    position = start
    return nil
  }

  private mutating func list(_ path: [String], depth: Int) -> [Setting.Item] {
    var items: [Setting.Item] = []
    let isNamed = path.last == "[]"
    var count = -1
    defer { if isNamed, count >= 0 { places.removeLast() } }
    while position < bytes.count, depth < SyntaxLimits.depth {
      skipBlank()
      let start = position
      if isNamed, byte() == 0x7B || byte() == 0x28 {
        if count >= 0 { places.removeLast() }
        count += 1
        places.append(count)
      }
      switch byte() {
      case 0x5D, 0x3B, 0: return items
      case 0x22:
        if let text = string() {
          items.append(.init(text: text.text ?? source.string(text.range), range: text.range, isComputed: text.text == nil))
        }
      case 0x7B:
        position += 1
        bindings(path, depth: depth + 1)
        if byte() == 0x7D { position += 1 }
      case 0x28:
        position += 1
        _ = expression(path, depth: depth + 1)
        if byte() == 0x29 { position += 1 }
        items.append(.init(text: source.string(TextRange(start, position)), range: TextRange(start, position), isComputed: true))
      default: break
      }
      if position == start { position += 1 }
    }
    return items
  }

  /// `a.b = value;` up to the bracket that closes the set, or the `in` of a `let`.
  private mutating func bindings(_ path: [String], depth: Int) {
    while position < bytes.count, depth < SyntaxLimits.depth, settings.count < Self.most {
      skipBlank()
      let start = position
      if [0x7D, 0x5D, 0x29, 0].contains(byte()) { return }
      var names: [String] = []
      var last = TextRange(at: position)
      while let part = name() {
        names.append(part.text)
        last = part.range
        skipBlank()
        guard byte() == 0x2E else { break }
        position += 1
        skipBlank()
      }
      if names == ["in"] { return }
      if !names.isEmpty, byte() == 0x3D, byte(1) != 0x3D {
        position += 1
        skipBlank()
        let (value, range) = expression(path + names, depth: depth)
        let whole = path + names
        let before = occurrences[whole, default: 0]
        occurrences[whole] = before + 1
        settings.append(
          Setting(
            path: whole, address: before == 0 ? whole : whole + ["#\(before)"], keyRange: last, valueRange: range,
            range: TextRange(start, position), value: value, places: places))
      } else {
        // `inherit (x) y;`, an assertion, a mistake.
        while position < bytes.count, ![0x3B, 0x7D].contains(byte()) {
          if byte() == 0x22 { _ = string() } else { position += 1 }
        }
      }
      if byte() == 0x3B { position += 1 }
      if position == start { position += 1 }
    }
  }
}
