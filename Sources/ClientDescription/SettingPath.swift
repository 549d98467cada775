/// Where a setting is in a file, as descriptions write it: `providers.*.models[].id`.
///
///     models.large            a key below a key
///     providers.*             each key; `{id}` names the one that matched
///     **                      each mapping at any depth, the place itself among them
///     models[]                each item of a list
///     fields[key=num_ctx]     the item that has this key with this value
///     set-env[NAME=]          the item `NAME=...` of a list of assignments
///     `github.copilot.chat`   a key with dots in it
///     .                       the place that the path starts from
///     /model                  from the root of the file
///     @type                   from the server that the place belongs to
public struct SettingPath: Sendable, Hashable {
  public enum Step: Sendable, Hashable {
    case key(String)
    case eachKey
    case eachMapping
    case eachItem
    case index(Int)
    case item(key: String, value: String)
    case assignment(String)
  }

  /// What a path starts from.
  public enum Start: Sendable, Hashable { case here, server, root }

  public let steps: [Step]
  public let start: Start

  /// Whether it points to the same place wherever in a server it is written.
  public var isAbsolute: Bool { start != .here }

  public init(steps: [Step], start: Start = .here) {
    self.steps = steps
    self.start = start
  }

  /// The place itself.
  public static let here = SettingPath(steps: [])

  /// `nil` for a text that is not a path.
  public init?(_ text: String) {
    var rest = text[...]
    start = rest.first == "/" ? .root : rest.first == "@" ? .server : .here
    if start != .here { rest.removeFirst() }
    if rest == "." || (start != .here && rest.isEmpty) {
      steps = []
      return
    }
    var steps: [Step] = []
    while !rest.isEmpty {
      if rest.first == "[" {
        guard let end = rest.firstIndex(of: "]") else { return nil }
        steps.append(Self.item(rest[rest.index(after: rest.startIndex)..<end]))
        rest = rest[rest.index(after: end)...]
      } else if rest.first == "`" {
        rest.removeFirst()
        guard let end = rest.firstIndex(of: "`"), end > rest.startIndex else { return nil }
        steps.append(.key(String(rest[..<end])))
        rest = rest[rest.index(after: end)...]
      } else {
        let name = rest.prefix { $0 != "." && $0 != "[" }
        guard !name.isEmpty, !name.contains(" ") else { return nil }
        steps.append(name == "**" ? .eachMapping : name == "*" ? .eachKey : .key(String(name)))
        rest = rest.dropFirst(name.count)
      }
      if rest.first == "." {
        rest.removeFirst()
        if rest.isEmpty { return nil }
      } else if !rest.isEmpty, rest.first != "[" {
        return nil
      }
    }
    if steps.isEmpty { return nil }
    self.steps = steps
  }

  private static func item(_ text: Substring) -> Step {
    if text.isEmpty { return .eachItem }
    if let index = Int(text) { return .index(index) }
    guard let equals = text.firstIndex(of: "=") else { return .item(key: "name", value: String(text)) }
    let value = text[text.index(after: equals)...]
    let key = String(text[..<equals])
    return value.isEmpty ? .assignment(key) : .item(key: key, value: String(value))
  }

  /// Whether it points to one place at most.
  public var isSingle: Bool {
    steps.allSatisfy { step in
      switch step {
      case .eachKey, .eachMapping, .eachItem: false
      case .key, .index, .item, .assignment: true
      }
    }
  }

  /// The last key, as messages name the setting.
  public var name: String? {
    for step in steps.reversed() {
      switch step {
      case .key(let key), .assignment(let key): return key
      default: continue
      }
    }
    return nil
  }
}
