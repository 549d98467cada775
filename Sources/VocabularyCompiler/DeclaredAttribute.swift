/// An attribute as its file declares it.
struct DeclaredAttribute {
  /// As rule files write it: `context.effective`.
  let name: String
  /// As Swift writes it: `contextEffective`.
  let identifier: String
  /// Raw values of subjects: the file's own, and those under `also:`.
  let subjects: [String]
  let type: DeclaredType
  let meaning: String
}

/// The type of an attribute's values.
enum DeclaredType: Hashable {
  /// A built-in type with its unit; see ``units``.
  case plain(String)
  /// An enum of words under `Words`.
  case word(String)
  case list(of: String)

  /// What `type:` may say, the type in Swift, and the case of `AttributeType`.
  static let units: [String: (swift: String, type: String)] = [
    "flag": ("Bool", ".flag"), "text": ("String", ".text"), "number": ("Double", ".number"),
    "texts": ("[String]", ".list"), "tokens": ("Int", ".integer(.tokens)"),
    "bytes": ("Int", ".integer(.bytes)"), "seconds": ("Int", ".integer(.seconds)"),
    "count": ("Int", ".integer(.count)"), "port": ("Int", ".integer(.port)"),
  ]

  /// `nil` for what is neither a type nor could be the name of an enum.
  init?(_ text: String) {
    if Self.units[text] != nil {
      self = .plain(text)
    } else if text.hasPrefix("list of "), text.dropFirst(8).first?.isUppercase == true {
      self = .list(of: String(text.dropFirst(8)))
    } else if text.first?.isUppercase == true {
      self = .word(text)
    } else {
      return nil
    }
  }

  var swift: String {
    switch self {
    case .plain(let name): Self.units[name]?.swift ?? name
    case .word(let name): name
    case .list(let name): "[\(name)]"
    }
  }

  var attributeType: String {
    switch self {
    case .plain(let name): Self.units[name]?.type ?? name
    case .word(let name): ".word(\(name).words)"
    case .list(let name): ".words(\(name).words)"
    }
  }
}
