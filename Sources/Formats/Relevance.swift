import Syntax

/// A quick look at bytes, before anything is parsed: can they concern a local model at all?
public enum Relevance {
  private static let ollama = FoldedNeedle("ollama")
  private static let all = FoldedNeedles(words)

  public static func isRelevant(_ bytes: [UInt8]) -> Bool { all.occur(in: bytes) }

  /// The same for a file of that name: what describes a machine may be about models without naming Ollama.
  public static func isRelevant(_ bytes: [UInt8], in name: FileName) -> Bool {
    if isRelevant(bytes) { return true }
    // Programs with an OpenAI client name neither a server nor its maker.
    if DotenvFormat.hint(name) > .no, clients.occur(in: bytes), namesLocalServer(bytes) { return true }
    // Which card everything that a login starts computes on.
    if ShellFormat.isProfile(name.path), devices.occur(in: bytes) { return true }
    if name.lowercased.contains("continue"), namesLocalServer(bytes) { return true }
    if name.hasSuffix(".xml") { return LibvirtFormat.startsDomain(bytes[...]) }
    if HostFormat.hint(name) > .no || DockerDaemonFormat.hint(name) > .no { return true }
    return ProxmoxFormat.hint(name) > .no && ProxmoxFormat.looksLikeOne(bytes, at: name.path)
  }

  private static let devices = FoldedNeedles(["cuda_visible_devices", "hip_visible_devices", "rocr_visible_devices"])

  private static let clients = FoldedNeedles(["openai_", "llm_"])

  private static let local = FoldedNeedles(localWords)

  /// Whether a server of models on one's own machines is named, or an address that may be one.
  static func namesLocalServer(_ bytes: [UInt8]) -> Bool { local.occur(in: bytes) }

  /// Whether Ollama is named.
  static func namesOllama(_ bytes: [UInt8]) -> Bool { ollama.occurs(in: bytes) }
}

extension SourceText {
  /// Whether the text names Ollama at all.
  var mentionsOllama: Bool { Relevance.namesOllama(bytes) }

  /// Whether something fills it in before a program reads it: a template of Helm, Go or Jinja is not YAML or JSON yet, nor
  /// is one of autoconf or of Nix's `replaceVars`, with `@name@`.
  var isTemplate: Bool {
    let text = string(range)
    return text.contains("{{") || text.contains("{%") || holdsMarkedNames
  }

  /// Whether a word between two `@` is where a value begins. No YAML begins one so.
  private var holdsMarkedNames: Bool {
    var position = bytes.startIndex
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "@")) {
      position = start + 1
      guard start > 0, [0x20, 0x22, 0x27, 0x2F, 0x3A, 0x3D].contains(bytes[start - 1]),
        let end = bytes[position...].firstIndex(where: { !$0.isOfWord }), end > position, bytes[end] == bytes[start]
      else { continue }
      return true
    }
    return false
  }
}
