/// What names tell of the values after them, where nothing but a look at a text depends on it.
///
/// Findings ask ``Credentials/isName(_:)``, which believes fewer names: to mask too much costs little there.
extension Credentials {
  /// How much a name says.
  enum Telling {
    /// Nothing.
    case nothing
    /// That a long number in it is one.
    case number
    /// That a value which looks like one is one.
    case perhaps
    /// That whatever is there is one, unless it stands for another.
    case all

    /// The same where the place may hold something else.
    var less: Telling { self == .all ? .perhaps : self }
  }

  static func telling(_ name: some BidirectionalCollection<UInt8>) -> Telling {
    guard tells(name) else { return isKeyName(name) ? .number : .nothing }
    return isLoose(name) ? .perhaps : .all
  }

  /// Whether a name says that a credential is after it: `API_KEY`, `API_KEY_OLD`, `SESSION_JWT`.
  private static func tells(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    if isName(name) || others.contains(where: { ends(name, in: $0) }) { return true }
    // `TOKEN_PROD`, `SECRET_VALUE`.
    guard let place = name.lastIndex(where: { $0 == 0x5F || $0 == 0x2D }), place > name.startIndex else { return false }
    let last = name[name.index(after: place)...]
    guard additions.contains(where: { isSame(last, $0) }) else { return false }
    let rest = name[..<place]
    return isName(rest) && !isLoose(rest) || others.contains { ends(rest, in: $0) }
  }

  /// In other languages, and what says how a request shows who makes it.
  private static let others = [
    "jwt", "basicauth", "passwort", "kennwort", "motdepasse", "contrasena", "senha", "wachtwoord", "passcode",
  ].map { Array($0.utf8) }

  /// Suffixes of a credential's name where there are several.
  private static let additions = [
    "old", "new", "prod", "production", "dev", "development", "stage", "staging", "live", "test", "value", "backup", "bak",
    "primary", "secondary", "main", "default", "current", "previous", "prev", "raw", "plain", "base64", "b64", "admin", "root",
    "user", "text",
  ].map { Array($0.utf8) }

  /// Names that much else has: of tokens that are counted or that a model writes, of Kubernetes' secrets, short words.
  private static func isLoose(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    if ends(name, in: Array("tokens".utf8)) || loose.contains(where: { $0.elementsEqual(name) }) { return true }
    if isSame(name.prefix(8), Array("existing".utf8)) { return true }
    guard ends(name, in: token) else { return false }
    let before = name.dropLast(token.count)
    return ofTokens.contains { ends(before, in: $0) && before.count <= $0.count + 1 }
  }

  private static let token = Array("token".utf8)
  private static let loose = [
    "secret", "pass", "pw", "pwd", "cred", "salt", "dsn", "cookie", "cookies", "imagePullSecret", "pullSecret", "tlsSecret",
    "tls-secret", "auth-secret", "auth-tls-secret", "pull-secret", "secretKey", "credential", "credentials",
  ].map { Array($0.utf8) }
  private static let ofTokens = [
    "bos", "eos", "pad", "unk", "sep", "cls", "mask", "stop", "max", "min", "image", "special", "start", "end", "per", "num",
    "add", "first", "next", "last",
  ].map { Array($0.utf8) }

  /// Whether two texts are the same but for the case of letters, where `word` is in lower case.
  private static func isSame(_ text: some Collection<UInt8>, _ word: [UInt8]) -> Bool {
    text.count == word.count && text.elementsEqual(word) { ((0x41...0x5A).contains($0) ? $0 | 0x20 : $0) == $1 }
  }

  /// Whether a text is hidden behind a name.
  ///
  /// - Parameter isExact: whether no variable is in the text for its dollar signs: in single quotes of a shell.
  static func hides(
    _ text: some BidirectionalCollection<UInt8>, behind name: some BidirectionalCollection<UInt8>, _ telling: Telling,
    isExact: Bool = false
  ) -> Bool {
    switch telling {
    case .nothing: return false
    case .number: return isHexadecimal(String(decoding: text, as: UTF8.self))
    case .perhaps, .all:
      if telling == .all, !isWholeStandIn(text, behind: name, isExact: isExact) { return true }
      let string = String(decoding: text, as: UTF8.self)
      return mayBeReal(string) || isPassword(name) && mayBePassword(string)
    }
  }

  /// Whether what was found says enough to be looked for elsewhere: `qwen` may be somebody's password.
  static func isDistinct(_ text: some BidirectionalCollection<UInt8>) -> Bool {
    guard text.count < 12 else { return true }
    let string = String(decoding: text, as: UTF8.self)
    return mayBeReal(string) || mayBePassword(string)
  }
}
