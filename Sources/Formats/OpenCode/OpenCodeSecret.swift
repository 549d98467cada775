import Syntax

/// A credential that is written into the configuration instead of being referred to.
struct OpenCodeSecret {
  let path: [PathStep]
  /// The text before the secret itself in the text: `Bearer `.
  let prefix: String
  /// What is written instead.
  let reference: String

  static func all(in tree: SettingsTree) -> [OpenCodeSecret] { search(tree.root, []) }

  private static func search(_ node: Node, _ path: [PathStep]) -> [OpenCodeSecret] {
    guard path.count < 12 else { return [] }
    let entries = (node.entries ?? []).flatMap { entry -> [OpenCodeSecret] in
      guard let key = entry.key.text else { return [] }
      let path = path + [.key(key)]
      return OpenCodeSecret(key, entry.value, path).map { [$0] } ?? search(entry.value, path)
    }
    return entries + (node.items ?? []).enumerated().flatMap { search($1, path + [.index($0)]) }
  }

  private init?(_ key: String, _ value: Node, _ path: [PathStep]) {
    guard value.scalar?.type == .string, let text = value.text, Credentials.isName(key.utf8),
      // `X-Langfuse-Public-Key` is for everybody.
      !key.lowercased().contains("public")
    else { return nil }
    self.path = path
    prefix = ["Bearer ", "bearer ", "Token ", "Basic "].first { text.hasPrefix($0) } ?? ""
    reference = "\(prefix){env:\(Self.variable(for: key, path.address))}"
  }

  /// The variable to put it into: that of the provider, or the key's own name, as each of several headers has one.
  private static func variable(for key: String, _ address: [String]) -> String {
    if key == key.uppercased(), key.contains("_") { return key }
    if address.dropLast().last == "headers", key.lowercased() != "authorization" {
      let words = key.uppercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.drop { $0 == "X" }
      if words.count > 1 { return words.joined(separator: "_") }
    }
    let owner = address.count > 1 ? address[1] : "api"
    let name = String(owner.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    let kind = key.lowercased().contains("token") ? "_TOKEN" : "_API_KEY"
    return (name.first?.isNumber == true ? "_" + name : name) + kind
  }
}
