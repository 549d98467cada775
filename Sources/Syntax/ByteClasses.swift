/// What letters of ASCII are to most syntaxes.
extension UInt8 {
  /// Letters, digits and `_`: what names of variables are made of.
  public var isOfVariable: Bool {
    (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20) || self == 0x5F
  }

  /// The same and `-`.
  public var isOfWord: Bool { isOfVariable || self == 0x2D }
}

extension StringProtocol {
  /// Letters, digits and `_`, not beginning with a digit, as systemd takes it (`src/basic/env-util.c`, env_name_is_valid).
  public var isVariableName: Bool {
    guard let first = utf8.first, !(0x30...0x39).contains(first) else { return false }
    return utf8.allSatisfy(\.isOfVariable)
  }
}
