import Vocabulary

/// What is known of keys besides their table.
public struct KeyRules: Sendable {
  public var table: KeyTable?
  /// Where the table comes from, and of when.
  public var source: String?
  /// Words of other programs and versions for keys, each with the place they are in, in the order of the places.
  public var instead: [(place: SettingPath, words: [String: KeyAdvice])] = []
  /// What the program does with a key that it does not know, by place; the longest that fits counts.
  public var unknown: [SettingPath: String] = [:]
  /// The same in a word, by place; it ignores the key where nothing is said.
  public var effect: [SettingPath: KeyEffect] = [:]
  /// What the program does with a value of another type, by place; types are only looked at where it is said.
  public var wrongType: [SettingPath: String] = [:]
  /// The kind of facts about them.
  public var wrongTypeSort = CheckKind.clientValue
  /// Whether the program takes digits in quotes for a number, and a number for a text.
  public var isLoose = false
  /// When keys are looked at.
  public var when: Condition = .always
  /// A prefix that keys may have: `no-`.
  public var prefix: String?
  /// The kind of facts about keys that are near misses.
  public var sort = CheckKind.clientSetting
  /// The kind of facts about keys that are near nothing.
  public var unknownSort = CheckKind.clientSetting
  /// Whether a key that is not in the table is surely not read, rather than newer than the table.
  public var isComplete = false

  public init() {}
}

public struct KeyAdvice: Sendable, Hashable {
  /// The key it is meant to be, in the same mapping; or a place in words.
  public var replacement: String
  /// Whether it is a key that is in the same mapping, so that it can be renamed.
  public var isRename: Bool
}

extension Dictionary where Key == SettingPath {
  /// What is said of the nearest place around one.
  public func nearest(to steps: [SettingPath.Step]) -> Value? {
    for count in stride(from: steps.count, through: 0, by: -1) {
      if let text = self[SettingPath(steps: Array(steps.prefix(count)))] { return text }
    }
    return nil
  }
}
