import ClientDescription
import Syntax

/// Whether a client's settings name something local anywhere, so that a typo in a key does not hide the file it breaks.
struct LocalSigns {
  let section: [SettingPath]
  let view: SettingsView

  /// - Parameter section: where to look; empty for the whole file.
  /// A file with more values than this is searched in part.
  private static let most = 20_000

  var areThere: Bool {
    var left = Self.most
    guard !section.isEmpty else { return isSign(view.tree.root, below: "", &left) }
    return section.contains { path in
      view.places(path, from: .root).contains { place in
        view.tree[place.path].map { isSign($0, below: place.path.address.last ?? "", &left) } ?? false
      }
    }
  }

  private func isSign(_ node: Node, below key: String, _ left: inout Int) -> Bool {
    left -= 1
    guard left > 0 else { return false }
    switch node.content {
    case .scalar: return node.text.map { Self.isLocal($0, below: key) } ?? false
    case .alias: return false
    case .sequence(let items):
      for item in items where isSign(item, below: key, &left) { return true }
      return false
    case .mapping(let entries), .computed(let entries):
      for entry in entries {
        let name = entry.key.text ?? ""
        // Servers of tools listen on local ports as well.
        guard !Self.isOfTools(name), isSign(entry.value, below: name, &left) else { continue }
        return true
      }
      return false
    }
  }

  private static func isOfTools(_ key: String) -> Bool {
    let key = key.lowercased()
    return key.contains("mcp") || key == "context_servers" || key == "lsp"
  }

  // MARK: Values

  /// What LiteLLM and others put before models of local servers.
  private static let prefixes = ["ollama/", "ollama_chat/", "lm_studio/", "lmstudio/"]
  private static let providers: Set<String> = ["ollama", "lmstudio", "lm-studio", "lm_studio", "lm studio"]
  private static let providerKeys = ["provider", "provider_id", "provider_name", "providername", "vendor", "adapter", "backend"]

  private static func isLocal(_ text: String, below key: String) -> Bool {
    guard text.utf8.count < 512 else { return false }
    if providers.contains(text.lowercased()) {
      return providerKeys.contains { key.lowercased().hasSuffix($0) }
    }
    if let prefix = prefixes.first(where: text.hasPrefix) {
      return isName(text.dropFirst(prefix.count)) && !text.hasPrefix("ollama/ollama")
    }
    let text = text.contains(":") ? AddressFault.repaired(text) : text
    guard let scheme = ["http://", "https://"].first(where: text.hasPrefix),
      text.utf8.count > scheme.utf8.count
    else { return false }
    let url = URLParts(text)
    let port = url.effectivePort
    if port == EndpointPorts.ollama || port == EndpointPorts.lmStudio { return true }
    return LocalServer.isLocal(text) && (url.path == "/v1" || url.path.contains("/v1/"))
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 }
  }
}
