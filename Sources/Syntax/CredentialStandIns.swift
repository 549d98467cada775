/// Texts that stand where a credential belongs and are none.
extension Credentials {
  /// Whether the whole of a value stands for another, or for nothing.
  ///
  /// A part that does is not enough: a password may have `test` or `1234` in it.
  static func isWholeStandIn(
    _ text: some BidirectionalCollection<UInt8>, behind name: some BidirectionalCollection<UInt8>, isExact: Bool = false
  ) -> Bool {
    guard text.count >= 4, let first = text.first, let last = text.last else { return true }
    if first == 0x24 || isStandIn(text) { return isVariable(text, isExact: isExact) }
    // `[MASK]`, `*****`, `[REDACTED]`, and what a sentence begins with.
    if first == 0x5B && last == 0x5D || text.allSatisfy({ $0 == first }) { return true }
    // Dots are what was masked before.
    if text.allSatisfy({ [0x2A, 0x2E, 0x78, 0x58, 0x2D, 0x5F, 0x20].contains($0) }) { return true }
    guard text.count <= 256 else { return false }
    // `max_token: 4096`, `input_cost_per_token: 0.00000015`.
    if text.count <= 6 || text.contains(0x2E), text.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
      ends(name, in: Array("token".utf8))
    {
      return true
    }
    let lower = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let plain = lower.filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x20 }
    if words.contains(plain) || references.contains(where: { lower.starts(with: $0) }) || isOfWords(lower, behind: name) {
      return true
    }
    return isReference(text, plain)
  }

  /// Whether each part of a text is a word of a stand-in: `fake-key`, `sk-local`; of a list: `none;none`.
  private static func isOfWords(_ lower: [UInt8], behind name: some BidirectionalCollection<UInt8>) -> Bool {
    let isList = name.last.map { $0 | 0x20 == 0x73 } ?? false
    return lower.split { [0x2D, 0x5F, 0x2E, 0x20].contains($0) || isList && ($0 == 0x3B || $0 == 0x2C) }
      .allSatisfy { words.contains(Array($0)) || joining.contains(Array($0)) }
  }

  private static let joining: Set<[UInt8]> = Set(
    ["my", "no", "not", "needed", "used", "a", "the", "for", "here", "your", "this", "api", "x", "is", "in", "of", "only"]
      .map { Array($0.utf8) })

  /// `$NAME`, `${NAME}`, `$(command)`, `{{ .name }}`, `<name>`, `%NAME%`; in single quotes `$ecret` is not a variable.
  private static func isVariable(_ text: some BidirectionalCollection<UInt8>, isExact: Bool) -> Bool {
    guard text.first == 0x24 else { return true }
    let rest = text.dropFirst()
    guard rest.allSatisfy(\.isOfWord) else { return rest.first.map { $0 == 0x7B || $0 == 0x28 } ?? true }
    return !isExact || rest.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
  }

  /// Whether it names where the value is: a variable (`OPENAI_API_KEY`), a field (`config.api_key`), a call (`getenv(`), a type.
  private static func isReference(_ text: some BidirectionalCollection<UInt8>, _ plain: [UInt8]) -> Bool {
    // `my-api-key`, `your_token_here`: what a person writes for it has its name in it, and no digit.
    guard !text.contains(where: { (0x30...0x39).contains($0) }) else { return false }
    let isOfParts = text.allSatisfy { $0.isOfWord || $0 == 0x2E || $0 == 0x20 }
    let hasParts = text.contains { $0 == 0x5F || $0 == 0x2D || $0 == 0x2E || $0 == 0x20 }
    if plain.starts(with: "your".utf8) || plain.starts(with: "insert".utf8) || plain.starts(with: "replace".utf8) {
      return isOfParts && hasParts
    }
    let isOneCase =
      !text.contains { (0x41...0x5A).contains($0) } || !text.contains { (0x61...0x7A).contains($0) }
    guard let last = text.split(separator: 0x2E).last, isOfParts, isOneCase, hasParts else { return false }
    return isName(last)
  }

  /// What begins so says where the value is.
  private static let references = [
    "os.environ", "os.getenv", "process.env", "import.meta", "env:", "env.", "env(", "getenv(", "file:", "op://", "vault:", "secret:",
    "http://", "https://", "/run/", "/var/", "/etc/", "/home/", "/root/", "/opt/", "/mnt/", "/srv/", "/usr/", "/app/", "/data/",
    "/tmp/", "~/", "./", "../", "config.", "self.", "args.", "settings.", "lookup(", "var.", "local.", "data.", "builtins.",
    "!secret", "!env", "!vault", "enc[",
  ].map { Array($0.utf8) }

  /// Without `-`, `_` and blanks, in lower case.
  private static let words: Set<[UInt8]> = Set(
    """
    ollama none null true false undefined dummy notneeded notused notrequired notset unset unused nokey lmstudio local localhost
    example changeme changethis changeit placeholder xxx redacted fake test testing todo litellm anything any empty optional
    required secret password passwd token apikey key mykey mysecret mytoken mypassword secretkey yourkey yourapikey yourtoken
    yourpassword yoursecret default admin root postgres postgresql mysql mariadb mongo mongodb redis rabbitmq minio minioadmin
    string boolean number integer str bytes optionalstr secretstr keyword open webui openwebui langfuse disabled enabled
    always never auto bearer basic ollamakey sk skollama skxxx sknone sktest skdummy sk1234 sknokey na yes off
    vllm noauth nopassword notoken ignored nope nothing void self guest user demo
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { Array($0.utf8) })
}
