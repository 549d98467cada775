import Syntax
import Vocabulary

/// A credential that is written into the configuration instead of being referred to.
struct OpenCodeSecret {
  let path: [PathStep]
  let address: [String]
  let node: Node
  /// The variable to put it into: that of the provider, or the key's own name.
  let variable: String
  /// What stands before the secret itself in the text: `Bearer `.
  let prefix: String

  static func all(in config: OpenCodeConfig) -> [OpenCodeSecret] {
    var found: [OpenCodeSecret] = []
    search(config.root, [], &found, depth: 0)
    return found
  }

  private static func search(_ node: Node, _ path: [PathStep], _ found: inout [OpenCodeSecret], depth: Int) {
    guard depth < 12 else { return }
    for entry in node.entries ?? [] {
      guard let key = entry.key.text else { continue }
      let path = path + [.key(key)]
      if let secret = OpenCodeSecret(key, entry.value, path) {
        found.append(secret)
      } else {
        search(entry.value, path, &found, depth: depth + 1)
      }
    }
    for (index, item) in (node.items ?? []).enumerated() {
      search(item, path + [.index(index)], &found, depth: depth + 1)
    }
  }

  private init?(_ key: String, _ value: Node, _ path: [PathStep]) {
    guard value.scalar?.type == .string, let text = value.text, Credentials.isName(key.utf8) else {
      return nil
    }
    let prefix = ["Bearer ", "bearer ", "Token ", "Basic "].first { text.hasPrefix($0) } ?? ""
    guard Credentials.looksReal(String(text.dropFirst(prefix.count))) else { return nil }
    self.path = path
    self.prefix = prefix
    node = value
    address = path.map { step in
      switch step {
      case .key(let key): key
      case .index(let index): String(index)
      }
    }
    variable = Self.variable(for: key, address)
  }

  private static func variable(for key: String, _ address: [String]) -> String {
    if key == key.uppercased(), key.contains("_") { return key }
    let owner = address.count > 1 ? address[1] : "api"
    let letters = owner.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    let kind = key.lowercased().contains("token") ? "_TOKEN" : "_API_KEY"
    let name = String(letters)
    return (name.first?.isNumber == true ? "_" + name : name) + kind
  }

  /// What is written instead.
  var reference: String { prefix + "{env:\(variable)}" }

  func fact(_ config: OpenCodeConfig, _ client: FactID) -> Fact {
    var fact = Fact(FactID(.secret, config.document.id, address), at: config.at(node.range))
    let secret = (node.text ?? "").dropFirst(prefix.count)
    fact.infer(.name, .text(address.last ?? ""))
    fact.infer(.kind, .text("OpenCode"))
    // Inside the quotes and behind the word before it, where no escape moves the bytes.
    let start = node.range.start + 1 + prefix.utf8.count
    let end = node.range.end - 1
    let inner = end - start == secret.utf8.count ? TextRange(start, end) : node.range
    fact.write(.shown, .text(secret.prefix(3) + "…"), at: config.at(inner))
    fact.infer(.replacement, .text(reference))
    fact.related = [.owner: client, .client: client]
    return fact
  }
}
