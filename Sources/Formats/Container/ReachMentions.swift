import Syntax
import Vocabulary

/// Signs that a published port is used from other machines: a comment beside it, or a proxy's file that points to it.
public enum ReachMentions {
  /// Adds what is said to the ports of servers.
  public static func apply(
    to facts: inout [Fact], of document: Document, comments: [TextRange], in workspace: any Workspace
  ) {
    let servers = Set(facts.filter { $0.subject == .server }.map(\.id))
    for index in facts.indices {
      guard facts[index].subject == .port, let owner = facts[index].related[.owner], servers.contains(owner),
        facts[index].range.document == document.id
      else { continue }
      let said = comment(about: facts[index].range.range, comments, of: document)
      guard let reason = said ?? facts[index].integer(.hostPort).flatMap({ proxy(to: $0, in: workspace) })
      else { continue }
      facts[index].infer(.reachedFrom, .text(reason.message), because: [reason])
    }
  }

  // MARK: Comments

  private static let words: Set<Substring> = [
    "exposed", "expose", "exposes", "lan", "vlan", "wlan", "remote", "remotely", "external", "externally",
    "tailscale", "laptop", "laptops", "phone", "phones", "machines", "devices", "computers", "anywhere",
  ]
  /// Words of a comment about this host or the containers alone.
  private static let inside = [
    "localhost", "127.0.0.1", "the host", "on host", "intern", "inside", "not exposed", "container",
  ]

  /// A comment in the port's line or the two before it.
  private static func comment(about port: TextRange, _ comments: [TextRange], of document: Document)
    -> Reason?
  {
    let bytes = document.source.bytes
    var start = min(port.start, bytes.count)
    for line in 0..<3 {
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
      if line < 2, start > 0 { start -= 1 }
    }
    var end = min(port.end, bytes.count)
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    let found = comments.first { comment in
      guard comment.start >= start, comment.end <= end, comment.length < 400 else { return false }
      let text = document.source.string(comment).lowercased()
      return text.split { !$0.isLetter }.contains(where: words.contains)
        && !inside.contains(where: text.contains)
    }
    return found.map { Reason("a comment mentions other machines", at: document.at($0)) }
  }

  // MARK: Proxies

  /// The file of a proxy that points to a port of this host from elsewhere.
  private static func proxy(to port: Int, in workspace: any Workspace) -> Reason? {
    proxies(in: workspace).first { $0.ports.contains(port) }.map {
      Reason(
        "\(UnitFiles.fileName($0.path)) forwards to it",
        at: SourceRange(DocumentID($0.path), TextRange(at: 0)))
    }
  }

  private struct Proxy: Sendable, Equatable {
    let path: String
    let ports: Set<Int>
  }

  private static func proxies(in workspace: any Workspace) -> [Proxy] {
    workspace.remembered("proxies and the ports that they lead to") { workspace in
      var found: [Proxy] = []
      _ = WorkspaceWalk.first(in: workspace) { path -> Bool? in
        let name = FileName(path: path).lowercased
        let isProxys =
          name.hasPrefix("caddyfile") || name.hasSuffix(".caddy") || name.hasSuffix(".caddyfile")
          || ["nginx", "traefik", "haproxy"].contains(where: path.lowercased().contains)
            && [".conf", ".cfg", ".yml", ".yaml", ".toml", ".template"].contains(where: name.hasSuffix)
        guard isProxys, let source = workspace.source(at: path), source.bytes.count < 1 << 17 else {
          return nil
        }
        let all = ports(in: source.string(source.range))
        if !all.isEmpty { found.append(Proxy(path: path, ports: all)) }
        return nil
      }
      return found
    }
  }

  /// The ports behind addresses and the names of hosts; a container's name needs no published port.
  private static func ports(in text: String) -> Set<Int> {
    let words = text.split { !($0.isLetter || $0.isNumber || ".:_-".contains($0)) }
    return Set(
      words.compactMap { word -> Int? in
        guard let colon = word.lastIndex(of: ":"), let port = Int(word[word.index(after: colon)...]) else {
          return nil
        }
        let host = word[..<colon]
        let isHosts = host.contains(".") && host != "127.0.0.1" && host != "0.0.0.0"
        return isHosts ? port : nil
      })
  }
}
