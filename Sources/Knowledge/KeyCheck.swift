import Syntax

/// What is wrong with the value of a variable or parameter, and what was probably meant.
public struct ValueProblem: Sendable, Hashable {
  /// The words of the vocabulary's `problem` attribute.
  public enum Kind: String, Sendable, Hashable {
    case notANumber = "not-a-number"
    case notAnInteger = "not-an-integer"
    case range
    case decimalComma = "decimal-comma"
    case meansTrue = "means-true"
    case seconds
    case unparsable
    case unknownWord = "unknown-word"
    case empty
    case inlineComment = "inline-comment"
    case disablesGPU = "disables-gpu"
    case port80 = "port-80"
    case port443 = "port-443"
    case pathExtra = "path-extra"
    case badPort = "bad-port"
    case notAnAddress = "not-an-address"
    case badTarget = "bad-target"
    case quoted
    case badOrigin = "bad-origin"
    case matchesNothing = "matches-nothing"
  }

  public let kind: Kind
  /// The value as it should be written, where that is clear.
  public let corrected: String?
  /// What the program expects, to be read after "expects": `digits only`, `a number from 0 to 1`.
  public let expected: String

  public init(_ kind: Kind, corrected: String? = nil, expected: String) {
    self.kind = kind
    self.corrected = corrected
    self.expected = expected
  }
}

extension OllamaVariable {
  /// What is wrong with `value`, as Ollama's `envconfig` and the drivers read it; `nil` if nothing is.
  ///
  /// Ollama trims blanks and then quotes from its own variables; the drivers of CUDA and ROCm do not.
  public func problem(with value: String) -> ValueProblem? {
    let isOllamas = name.hasPrefix("OLLAMA_")
    let trimmed = isOllamas ? Self.trimmed(value) : value
    if trimmed.isEmpty, grammar != .deviceList { return nil }
    if grammar == .deviceList, let inner = Self.insideQuotes(value) {
      return ValueProblem(.quoted, corrected: inner, expected: "the value without quotes")
    }
    switch grammar {
    case .text: return nil
    case .boolean: return Self.booleanProblem(trimmed)
    case .unsigned: return Self.unsignedProblem(trimmed)
    case .duration: return Self.durationProblem(trimmed)
    case .host: return Self.hostProblem(trimmed)
    case .kvCacheType: return Self.cacheTypeProblem(trimmed)
    case .backend: return Self.backendProblem(trimmed)
    case .gfxVersion: return Self.gfxProblem(trimmed)
    case .deviceList: return deviceProblem(trimmed)
    case .origins: return OriginCheck.problem(with: trimmed)
    }
  }

  /// The value as `envconfig.Var` sees it.
  public static func trimmed(_ value: String) -> String {
    // Line ends too: Go's strings.TrimSpace.
    String(value.trimming(\.isWhitespace).trimming { $0 == "\"" || $0 == "'" })
  }

  /// The text between quotes that are part of the value; `nil` if there are none or nothing in them.
  public static func insideQuotes(_ value: String) -> String? {
    guard value.utf8.count > 2, let first = value.first, first == "\"" || first == "'", value.last == first,
      !value.dropFirst().dropLast().contains(first)
    else { return nil }
    return String(value.dropFirst().dropLast())
  }

  private static func booleanProblem(_ value: String) -> ValueProblem? {
    guard GoValues.bool(value) == nil else { return nil }
    let expected = "1 or 0; every other value counts as 1"
    guard ["no", "off", "disabled", "disable", "none", "never", "n"].contains(value.lowercased()) else {
      return nil
    }
    return ValueProblem(.meansTrue, corrected: "0", expected: expected)
  }

  private static func unsignedProblem(_ value: String) -> ValueProblem? {
    if let number = GoValues.integer(value), number >= 0, !value.hasPrefix("+") { return nil }
    let meant = GoValues.meantInteger(value).flatMap { $0 > 0 ? String($0) : nil }
    return ValueProblem(
      .notANumber, corrected: meant ?? bytes(value) ?? beforeCommand(value), expected: "digits only")
  }

  /// `8192 ollama serve`: a number with the command after it that was to get it.
  private static func beforeCommand(_ value: String) -> String? {
    let words = value.split(separator: " ")
    guard words.count > 1, words[1] == "ollama", let number = GoValues.integer(String(words[0])), number > 0
    else { return nil }
    return String(number)
  }

  /// `2G`, `512MB` as bytes.
  private static func bytes(_ value: String) -> String? {
    let upper = value.uppercased()
    for (suffix, shift) in [("GIB", 30), ("GB", 30), ("G", 30), ("MIB", 20), ("MB", 20), ("M", 20)]
    where upper.hasSuffix(suffix) {
      return GoValues.integer(String(upper.dropLast(suffix.count))).flatMap {
        $0 > 0 && $0 < 100_000 ? String($0 << shift) : nil
      }
    }
    return nil
  }

  private static func durationProblem(_ value: String) -> ValueProblem? {
    if let whole = GoValues.integer(value) {
      // 24 was meant as hours and 60 as minutes; from two minutes on, seconds are plausible.
      guard (1...120).contains(whole) else { return nil }
      return ValueProblem(
        .seconds, corrected: whole == 24 || whole == 48 || whole == 72 ? "\(whole)h" : "\(whole)m",
        expected: "a unit: 30m, 24h; a bare number is seconds")
    }
    guard GoValues.seconds(value) == nil else { return nil }
    let expected = "a duration such as 30m or 24h, or -1 to keep it loaded forever"
    let lower = value.lowercased()
    // "Never keep it", or "never unload it".
    if lower == "never" { return ValueProblem(.unparsable, expected: expected) }
    if ["forever", "infinite", "infinity", "always", "inf"].contains(lower) {
      return ValueProblem(.unparsable, corrected: "-1", expected: expected)
    }
    let number = lower.prefix { $0.isASCII && $0.isNumber }
    let unit = lower.dropFirst(number.count).drop { $0 == " " }
    guard let amount = GoValues.integer(String(number)), amount < 100_000 else {
      return ValueProblem(.unparsable, expected: expected)
    }
    let corrected: String? =
      switch unit {
      case "d", "day", "days": "\(amount * 24)h"
      case "hr", "hrs", "hour", "hours": "\(amount)h"
      case "min", "mins", "minute", "minutes": "\(amount)m"
      case "sec", "secs", "second", "seconds": "\(amount)s"
      default: nil
      }
    return ValueProblem(.unparsable, corrected: corrected, expected: expected)
  }

  /// Whether a name, an IP address or one of these with a port is made of what such things are made of.
  public static func isAddress(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || ".-_:[]%".unicodeScalars.contains($0)
    }
  }

  /// Whether what is made of the right signs is not an address anyway: five numbers, one of more than 255, a port after a port.
  /// Ollama takes all of it for the name of a host (`envconfig/config.go`, Host).
  private static func isNoAddress(_ authority: Substring) -> Bool {
    if authority.hasPrefix("[") { return false }
    if authority.utf8.count(where: { $0 == UInt8(ascii: ":") }) > 1 { return !HostNames.isIPv6(authority) }
    let host = authority.prefix { $0 != ":" }
    guard !host.isEmpty, host.allSatisfy({ $0.isNumber || $0 == "." }) else { return false }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false).map {
      GoValues.integer(String($0))
    }
    // One number, or two and three, some systems take for a short form.
    if parts.count == 1 { return (parts[0] ?? 0) > 255 }
    return parts.count > 4
      || parts.count == 4 && parts.contains { $0.map { !(0...255).contains($0) } ?? true }
  }

  /// What is wrong with the address that a server is to listen on, beyond what is wrong with any.
  public static func bindingProblem(_ value: String) -> ValueProblem? {
    let text = trimmed(value)
    if text.isEmpty { return nil }
    if let problem = hostProblem(text) { return problem }
    let isSecure = text.hasPrefix("https://")
    let authority = (isSecure ? text.dropFirst("https://".count) : text[...]).prefix { $0 != "/" }
    let host = authority.prefix { $0 != ":" }.lowercased()
    if ["any", "all", "public", "everyone", "lan"].contains(host)
      || host.words().contains("your")
    {
      return ValueProblem(.notAnAddress, expected: "an address, or host:port")
    }
    guard isSecure, !authority.contains(":") else { return nil }
    return ValueProblem(
      .port443, corrected: "\(authority):11434",
      expected: "host:port; https:// without a port means port 443")
  }

  private static func hostProblem(_ value: String) -> ValueProblem? {
    var rest = value[...]
    var scheme: Substring?
    if let end = value.firstRange(ofBytes: "://")?.lowerBound {
      scheme = value[..<end]
      rest = value[value.index(end, offsetBy: 3)...]
    }
    let authority = rest.prefix { $0 != "/" }
    guard isAddress(authority), !isNoAddress(authority) else {
      let first = authority.prefix { $0 != " " && $0 != "\t" }
      return ValueProblem(
        .notAnAddress,
        corrected: !first.isEmpty && isAddress(first) && !isNoAddress(first) ? String(first) : nil,
        expected: "an address, or host:port")
    }
    let path = rest.dropFirst(authority.count).drop { $0 == "/" }
    let lastColon = authority.lastIndex(of: ":")
    let isBareIPv6 = authority.filter { $0 == ":" }.count > 1 && !authority.hasPrefix("[")
    let hasPort = lastColon != nil && !isBareIPv6 && !authority.hasSuffix("]")
    if hasPort, let colon = lastColon {
      let port = authority[authority.index(after: colon)...]
      if GoValues.integer(String(port)).map({ !(0...65535).contains($0) }) ?? true {
        return ValueProblem(.badPort, expected: "a port from 0 to 65535")
      }
    }
    if !path.isEmpty {
      return ValueProblem(
        .pathExtra, corrected: (scheme.map { $0 + "://" } ?? "") + authority,
        expected: "host:port without a path")
    }
    if scheme == "http", !hasPort {
      return ValueProblem(
        .port80, corrected: "\(authority):11434",
        expected: "host:port; http:// without a port means port 80")
    }
    return nil
  }

  private static func cacheTypeProblem(_ value: String) -> ValueProblem? {
    let lower = value.lowercased()
    guard !cacheTypes.contains(lower) else { return nil }
    return ValueProblem(
      .unknownWord, corrected: cacheTypeSlips[lower.replacingDashes] ?? Nearest.match(lower, among: cacheTypes),
      expected: "one of f16, q8_0, q4_0 (or f32, bf16, q5_1, q5_0, q4_1, iq4_nl)")
  }

  private static func backendProblem(_ value: String) -> ValueProblem? {
    guard !backends.contains(value), !value.hasPrefix("mlx_") else { return nil }
    return ValueProblem(
      .disablesGPU, expected: "the exact name of a backend: cuda_v12, cuda_v13, rocm_v7_2, vulkan")
  }

  private static func gfxProblem(_ value: String) -> ValueProblem? {
    let bare = value.filter { $0 != "\"" && $0 != "'" }
    let parts = bare.split(separator: ".", omittingEmptySubsequences: false).map {
      GoValues.integer(String($0))
    }
    let expected = "a version x.y.z such as 10.3.0 or 11.0.0"
    if parts.count == 3, parts.allSatisfy({ $0 != nil }) {
      if let built = relatives[bare] {
        return ValueProblem(
          .badTarget, corrected: built, expected: "a target that Ollama is built for; the nearest is \(built)"
        )
      }
      return bare == value ? nil : ValueProblem(.unparsable, corrected: bare, expected: expected)
    }
    return ValueProblem(.badTarget, corrected: targets[bare.lowercased()], expected: expected)
  }
}

extension String {
  fileprivate var replacingDashes: String { String(map { $0 == "-" ? "_" : $0 }) }
}
