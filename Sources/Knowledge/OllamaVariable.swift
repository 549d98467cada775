import Syntax

/// An environment variable that an Ollama server reads, or is often believed to.
///
/// Source: ollama/ollama `envconfig/config.go`, August 2026.
public struct OllamaVariable: Sendable {
  public enum Grammar: Sendable, Hashable {
    case text
    case boolean
    case unsigned
    case duration
    case host
    case kvCacheType
    case backend
    case gfxVersion
    case deviceList
    case origins
  }

  public enum Standing: Sendable, Hashable {
    case read
    /// No longer read since this version.
    case removed(in: String)
    /// Never read by the server; what to use instead, if there is something.
    case invented(instead: String?)
    /// Read by another program, which is named.
    case foreign(String)
    /// Only the installer or the command-line client reads it.
    case elsewhere
  }

  public let name: String
  public let grammar: Grammar
  public let standing: Standing
  /// The first version that reads it, where that is later than anything still in use.
  public let since: String?
  /// The first version in which it no longer does what it is for, though it is read, and what does.
  public let ineffectiveSince: String?
  public let instead: String?

  init(
    name: String, grammar: Grammar = .text, standing: Standing = .read, since: String? = nil,
    ineffectiveSince: String? = nil, instead: String? = nil
  ) {
    self.ineffectiveSince = ineffectiveSince
    self.instead = instead
    self.name = name
    self.grammar = grammar
    self.standing = standing
    self.since = since
  }

  public static var names: [String] {
    all.filter { $0.standing == .read && $0.name.hasPrefix("OLLAMA_") }.map(\.name).sorted()
  }

  public static func named(_ name: String) -> OllamaVariable? { all.first { $0.name == name } }

  /// The variable that a misspelt name stands for, among those that the server reads. A digit is not a typo: `OLLAMA_OAUTH2`
  /// is a user's own variable.
  public static func nearest(to name: String) -> String? {
    // The prefix that all share would make different words look alike.
    guard name.uppercased().hasPrefix(prefix) else { return nil }
    let rest = String(name.dropFirst(prefix.count))
    guard let nearest = Nearest.match(rest, among: behindPrefix),
      rest.filter(\.isNumber) == nearest.filter(\.isNumber)
    else { return nil }
    return prefix + nearest
  }

  /// What somebody who sets a variable that Ollama does not read most likely meant.
  public static func instead(of name: String) -> String? {
    guard let known = named(name) else { return meant(byServers: name) ?? nearest(to: name) }
    if case .invented(let instead) = known.standing { return instead }
    return nil
  }

  private static let prefix = "OLLAMA_"
  private static let behindPrefix = all.filter { $0.standing == .read && $0.name.hasPrefix(prefix) }.map {
    String($0.name.dropFirst(prefix.count))
  }

  /// The variable whose prefix was damaged in writing (`OLLAM_KEEP_ALIVE`, `OLLAMA-HOST`, `OLLAMAHOST`); `nil` for any
  /// other name.
  ///
  /// Only the prefix and the separators may differ: the rest must be that of a variable Ollama reads. `LLAMA_` is the
  /// prefix of llama.cpp.
  public static func damaged(_ name: String) -> String? {
    guard name.utf8.count <= 64, !name.hasPrefix("OLLAMA_") || name.hasPrefix("OLLAMA__"),
      name == name.uppercased(), name.hasPrefix("O"),
      name.utf8.allSatisfy({ (0x41...0x5A).contains($0) || $0 == 0x5F || $0 == 0x2D })
    else { return nil }
    let words = name.split { $0 == "_" || $0 == "-" }.map(String.init)
    guard let first = words.first else { return nil }
    let letters = words.joined()
    return all.first { variable in
      guard variable.standing == .read, variable.name.hasPrefix("OLLAMA_") else { return false }
      let rest = variable.name.dropFirst(7).split(separator: "_").map(String.init)
      if letters == "OLLAMA" + rest.joined() { return true }
      return Array(words.dropFirst()) == rest && Nearest.match(first, among: ["OLLAMA"]) != nil
    }?.name
  }

  /// Whether nothing but a server of Ollama would be given the variable, without its first letter either: an address and a
  /// folder of models are anyone's.
  private static func isOllamasAlone(_ name: String) -> Bool {
    named(name)?.standing == .read
      && !["HOST", "MODELS", "DEBUG", "API_KEY", "REMOTES", "LLM_LIBRARY"].contains(name.dropFirst(prefix.count))
  }

  /// The variable that a name in the environment of a server itself was meant to be: with a damaged prefix, in small
  /// letters, or a typo in the name of a variable that the driver reads (`HSA_OVERRIDE_GFX_VERISON`).
  ///
  /// Elsewhere small letters and near names are other programs' own.
  public static func meant(byServers name: String) -> String? {
    if let meant = damaged(name) { return meant }
    let upper = name.uppercased()
    if upper != name, name.utf8.count <= 64, let known = named(upper) {
      return known.standing == .read ? known.name : nil
    }
    // llama.cpp's own begin with `LLAMA_ARG_`, or say what Ollama has no variable for.
    if name.hasPrefix("LLAMA_"), isOllamasAlone("O" + name) { return "O" + name }
    let prefixes = ["HSA_", "CUDA_", "ROCR_", "HIP_", "NVIDIA_"]
    guard named(name) == nil, let prefix = prefixes.first(where: name.hasPrefix), name.utf8.count <= 64 else {
      return nil
    }
    // `HSA_OVERRIDE_GFX_VERSION_1` is ROCm's name for one card of several.
    if let last = name.split(separator: "_").last, last.allSatisfy(\.isNumber) { return nil }
    return Nearest.match(
      name, among: all.lazy.filter { $0.standing == .read && $0.name.hasPrefix(prefix) }.map(\.name))
  }
}
