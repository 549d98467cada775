import Syntax
import Vocabulary

/// Proxies that hand a port on to other machines.
extension ReachMentions {
  /// The file of a proxy that points to a port of this host from elsewhere.
  static func proxy(to port: Int, in workspace: any Workspace) -> Reason? {
    proxies(in: workspace).first { $0.ports[port] != nil }.map {
      Reason(
        "\(UnitFiles.fileName($0.path)) forwards to it",
        at: SourceRange(DocumentID($0.path), $0.ports[port] ?? TextRange(at: 0)))
    }
  }

  private static func proxies(in workspace: any Workspace) -> [Callers] {
    WorkspaceWalk.gathered(
      "proxies and the ports that they lead to", in: workspace, among: isProxys, upTo: 1 << 17
    ) { path, source in
      let ports = ports(forwardedIn: source)
      return ports.isEmpty ? [] : [Callers(path: path, ports: ports)]
    }
  }

  private static func isProxys(_ name: FileName) -> Bool {
    let file = name.lowercased
    return file.hasPrefix("caddyfile") || file.hasSuffix(".caddy") || file.hasSuffix(".caddyfile")
      || ["nginx", "traefik", "haproxy"].contains(where: name.path.lowercased().contains)
        && [".conf", ".cfg", ".yml", ".yaml", ".toml", ".template"].contains(where: file.hasSuffix)
  }

  /// The ports after addresses and the names of hosts; a container's name needs no published port.
  private static func ports(forwardedIn source: SourceText) -> [Int: TextRange] {
    let bytes = source.bytes
    var ports: [Int: TextRange] = [:]
    var start = 0
    while start < bytes.count {
      let word = bytes[start...].prefix {
        isHostByte($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "_") || $0 >= 0x80
      }
      defer { start = word.endIndex + 1 }
      guard let colon = word.lastIndex(of: UInt8(ascii: ":")),
        let port = Int(String(decoding: word[(colon + 1)...], as: UTF8.self)), ports[port] == nil
      else { continue }
      let host = String(decoding: word[..<colon], as: UTF8.self)
      let isHost = host.contains(".") && host.contains { $0.isLetter || $0.isNumber }
      if isHost, host != "127.0.0.1", host != "0.0.0.0", !isCommented(word.startIndex, in: source) {
        ports[port] = TextRange(word.startIndex, word.endIndex)
      }
    }
    return ports
  }
}
