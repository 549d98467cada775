import Knowledge
import Syntax
import Vocabulary

/// Signs that a published port is used from other machines: a comment beside it, a proxy's file that points to it, or any
/// text that names it with an address of the network.
public enum ReachMentions {
  /// Adds what is said to the ports of servers.
  public static func apply(
    to facts: inout [Fact], of document: Document, comments: [TextRange], in workspace: any Workspace
  ) {
    let servers = Set(facts.filter { $0.subject == .server }.map(\.id))
    // What a server on the host binds itself is no port of any file, so it is said of the server.
    for index in facts.indices {
      guard facts[index].subject == .server, facts[index][.topology] == .native,
        let bound = facts[index].attributes[.hostAddress]?.range, bound.document == document.id
      else { continue }
      let reason =
        comment(about: bound.range, comments, of: document) ?? purpose(of: document.id.path, in: workspace)
      if let reason { facts[index].infer(.reachedFrom, .text(reason.message), because: [reason]) }
    }
    for index in facts.indices {
      guard facts[index].subject == .port, let owner = facts[index].related[.owner], servers.contains(owner),
        facts[index].range.document == document.id
      else { continue }
      let said =
        comment(about: facts[index].range.range, comments, of: document)
        ?? purpose(of: document.id.path, in: workspace)
      let called = { (port: Int) in
        proxy(to: port, in: workspace) ?? call(of: port, besides: document.id.path, in: workspace)
      }
      guard let reason = said ?? facts[index].integer(.hostPort).flatMap(called) else { continue }
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
        && !inside.contains(where: text.contains) && !text.contains("ollama-lint")
    }
    return found.map { Reason("a comment mentions other machines", at: document.at($0)) }
  }

  /// A script that says by its name, or at its head, that it opens the server to other machines.
  private static func purpose(of path: String, in workspace: any Workspace) -> Reason? {
    let name = FileName(path: path)
    guard name.hasSuffix(".sh", ".bash", ".zsh", ".ps1") else { return nil }
    let at = SourceRange(DocumentID(path), TextRange(at: 0))
    let named = name.lowercased.split { !$0.isLetter }
    if named.contains("expose") || named.contains("lan") || named.contains("remote") {
      return Reason("the script's name says that other machines use it", at: at)
    }
    guard let source = workspace.source(at: path) else { return nil }
    let head = source.bytes.prefix(2000).split(separator: 0x0A, omittingEmptySubsequences: false)
      .prefix { $0.isEmpty || $0.first == UInt8(ascii: "#") }
    let text = head.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ").lowercased()
    let says = [
      "other machine", "other computer", "other device", "other host", "on the network", "from the network",
      "local network", "the lan", "remote access", "remotely",
    ]
    guard says.contains(where: { text.contains($0) }) else { return nil }
    return Reason("the head of the script says that other machines use it", at: at)
  }

  // MARK: Calls

  /// A file that has an address of the network with the port: settings of a client on another machine, a README, a script.
  private static func call(of port: Int, besides own: String, in workspace: any Workspace) -> Reason? {
    calls(in: workspace).first { $0.ports.contains(port) && $0.path != own }.map {
      Reason(
        "\(UnitFiles.fileName($0.path)) reaches it at a LAN address",
        at: SourceRange(DocumentID($0.path), TextRange(at: 0)))
    }
  }

  private static func calls(in workspace: any Workspace) -> [Callers] {
    WorkspaceWalk.gathered("who calls ports of other machines", in: workspace, among: isText, upTo: 1 << 17) {
      path, source, _ in
      let ports = ports(calledIn: source)
      return ports.isEmpty ? [] : [Callers(path: path, ports: ports)]
    }
  }

  /// A file, and the ports that its text leads to.
  private struct Callers: Sendable, Equatable {
    let path: String
    let ports: Set<Int>
  }

  private static func isText(_ name: FileName) -> Bool {
    name.hasSuffix(
      ".md", ".txt", ".yml", ".yaml", ".json", ".jsonc", ".toml", ".env", ".example", ".conf", ".cfg", ".ini",
      ".sh", ".py",
      ".js", ".ts", ".nix", ".lua", ".el") || name.lowercased.hasPrefix(".env")
      || name.lowercased.hasPrefix("env")
  }

  /// The ports behind a private address, or behind a scheme and a name with a domain.
  private static func ports(calledIn source: SourceText) -> Set<Int> {
    let bytes = source.bytes
    var ports: Set<Int> = []
    for colon in bytes.indices where bytes[colon] == UInt8(ascii: ":") {
      let digits = bytes[(colon + 1)...].prefix(6).prefix { (0x30...0x39).contains($0) }
      guard (1...5).contains(digits.count), let port = Int(String(decoding: digits, as: UTF8.self)) else {
        continue
      }
      let start = max(0, colon - 80)
      let before = bytes[start..<colon]
      let length = before.reversed().prefix(while: isHostByte).count
      let host = String(decoding: bytes[(colon - length)..<colon], as: UTF8.self)
      if isPlaceholder(before) { ports.insert(port) }
      guard host.contains("."), !isLocal(host) else { continue }
      let isAddress = host.allSatisfy { $0.isNumber || $0 == "." }
      let scheme = bytes[..<(colon - length)].suffix(3)
      let isCalled =
        isAddress
        ? isPrivate(host) : scheme.elementsEqual("://".utf8) && HostNames.isOfNetwork(host, port: port)
      if isCalled { ports.insert(port) }
    }
    return ports
  }

  /// Whether what ends here stands for the address of a machine: `http://YOUR_SERVER_IP`, `http://<host-ip>`.
  private static func isPlaceholder(_ text: ArraySlice<UInt8>) -> Bool {
    let marks: Set<UInt8> = [UInt8(ascii: "_"), UInt8(ascii: "<"), UInt8(ascii: ">")]
    let length = text.reversed().prefix { isHostByte($0) || marks.contains($0) }.count
    guard text.dropLast(length).suffix(3).elementsEqual("://".utf8) else { return false }
    let words = String(decoding: text.suffix(length), as: UTF8.self).uppercased().split { !$0.isLetter }
    guard !words.contains("LOCALHOST"), !words.contains("CONTAINER") else { return false }
    return words.contains("IP") && words.count > (text.last == UInt8(ascii: ">") ? 0 : 1)
      || words.contains("YOUR") && !["HOST", "SERVER", "MACHINE", "ADDRESS"].allSatisfy { !words.contains($0) }
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2E || byte == 0x2D
  }

  private static func isLocal(_ host: String) -> Bool {
    ["127.", "0.0.0.0", "172.17.0.1"].contains { host.hasPrefix($0) } || host.contains("docker.internal")
      || host.contains("containers.internal") || host.contains("example") || host.hasSuffix(".localhost")
  }

  private static func isPrivate(_ host: String) -> Bool {
    let parts = host.split(separator: ".").compactMap { Int($0) }
    guard parts.count == 4 else { return false }
    return parts[0] == 10 || parts[0] == 192 && parts[1] == 168
      || parts[0] == 172 && (16...31).contains(parts[1])
      || parts[0] == 100 && (64...127).contains(parts[1])
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

  private static func proxies(in workspace: any Workspace) -> [Callers] {
    WorkspaceWalk.gathered(
      "proxies and the ports that they lead to", in: workspace, among: isProxys, upTo: 1 << 17
    ) { path, source, _ in
      let ports = ports(in: source.string(source.range))
      return ports.isEmpty ? [] : [Callers(path: path, ports: ports)]
    }
  }

  private static func isProxys(_ name: FileName) -> Bool {
    let file = name.lowercased
    return file.hasPrefix("caddyfile") || file.hasSuffix(".caddy") || file.hasSuffix(".caddyfile")
      || ["nginx", "traefik", "haproxy"].contains(where: name.path.lowercased().contains)
        && [".conf", ".cfg", ".yml", ".yaml", ".toml", ".template"].contains(where: file.hasSuffix)
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
