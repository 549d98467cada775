import Knowledge
import Syntax
import Vocabulary

/// Signs that a published port is used from other machines: a comment next to it, a proxy's file that points to it, or any
/// text that names it with an address of the network.
public enum ReachMentions {
  /// Adds what is said to the ports of servers.
  public static func apply(
    to facts: inout [Fact], of document: Document, comments: [TextRange], in workspace: any Workspace
  ) {
    let servers = Set(facts.filter { $0.subject == .server }.map(\.id))
    // What a server on the host binds itself is not a port of any file, so it is said of the server.
    for index in facts.indices {
      guard facts[index].subject == .server, facts[index][.topology] == .native,
        let bound = facts[index].attributes[.hostAddress]?.range, bound.document == document.id
      else { continue }
      let reason =
        Self.reason(in: comment(about: bound.range, comments, of: document))
        ?? firewall(around: facts[index].integer(.port) ?? EndpointPorts.ollama, of: document.id.path, in: workspace)
        ?? purpose(of: document.id.path, in: workspace)
        ?? page(calling: facts[index].integer(.port) ?? EndpointPorts.ollama, in: workspace)
      if let reason { facts[index].infer(.reachedFrom, .text(reason.message), because: [reason]) }
    }
    for index in facts.indices {
      guard facts[index].subject == .port, let owner = facts[index].related[.owner], servers.contains(owner),
        facts[index].range.document == document.id
      else { continue }
      let beside = comment(about: facts[index].range.range, comments, of: document)
      let said = reason(in: beside) ?? purpose(of: document.id.path, in: workspace)
      let called = { (port: Int) in
        proxy(to: port, in: workspace) ?? call(of: port, besides: document.id.path, in: workspace)
      }
      if let reason = said ?? facts[index].integer(.hostPort).flatMap(called) {
        facts[index].infer(.reachedFrom, .text(reason.message), because: [reason])
      } else if let port = facts[index].integer(.hostPort),
        let caller = calls(of: port, in: workspace).first(where: {
          isCall($0.inside, at: port, from: $0.path, in: document.id.path, workspace) && !isUnread($0.path, in: workspace)
            && starts(owner, of: facts, $0, port, in: workspace) && !isOverridden($0, port, by: document, in: workspace)
        })
      {
        let at = SourceRange(DocumentID(caller.path), caller.inside[port] ?? TextRange(at: 0))
        facts[index].infer(
          .isReachedThroughHost, true, because: [Reason("a container reaches it through the host here", at: at)])
      } else if beside != nil || facts[index].integer(.hostPort).map({ mayBeOwn($0, document.id.path, in: workspace) }) == true {
        facts[index].infer(.reachedFrom, nil)
      }
    }
  }

  // MARK: Comments

  /// What a comment next to a port says of who uses it; its words are in `Catalogue/comments.yaml`.
  private enum Said {
    /// Other machines do.
    case others(SourceRange)
    /// It tells the port of the host from the one inside: the host's may be for others or not.
    case mapping
  }

  /// A comment in the port's line or the two before it.
  private static func comment(about port: TextRange, _ comments: [TextRange], of document: Document) -> Said? {
    let bytes = document.source.bytes
    var start = min(port.start, bytes.count)
    for line in 0..<3 {
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
      if line < 2, start > 0 { start -= 1 }
    }
    var end = min(port.end, bytes.count)
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    var found: Said?
    for comment in comments where comment.start >= start && comment.end <= end && comment.length < 400 {
      let text = document.source.string(comment).lowercased()
      let said = text.words().map(String.init)
      guard said.contains(where: words.contains) || open.contains(where: text.contains), !text.contains("ollama-lint") else { continue }
      let isSure = said.contains(where: surely.contains) && !denied.contains(where: text.contains)
      if isSure || !inside.contains(where: text.contains) { return .others(document.at(comment)) }
      if outside.contains(where: text.contains), !denied.contains(where: text.contains) { found = .mapping }
    }
    return found
  }

  private static func reason(in said: Said?) -> Reason? {
    guard case .others(let place)? = said else { return nil }
    return Reason("a comment mentions other machines", at: place)
  }

  /// A line of the script that sets the server up by which ufw only lets in one interface or network (ufw(8)): `ufw allow in on
  /// tailscale0 to any port 11434`.
  private static func firewall(around port: Int, of path: String, in workspace: any Workspace) -> Reason? {
    guard let source = workspace.source(at: path), source.bytes[...].contains(bytesOf: "ufw allow") else { return nil }
    var start = 0
    var found: TextRange?
    for line in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let range = TextRange(start, start + line.count)
      start += line.count + 1
      let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" }
      guard let ufw = words.firstIndex(of: "ufw"), words.dropFirst(ufw + 1).first == "allow",
        words.contains(where: { $0 == String(port) || $0 == "\(port)/tcp" })
      else { continue }
      guard words.contains("on") || words.contains("from") && !words.joined(separator: " ").contains("from any") else { return nil }
      found = found ?? range
    }
    return found.map { Reason(Self.limited, at: SourceRange(DocumentID(path), $0)) }
  }

  /// What the rule for open ports knows it by.
  private static let limited = "ufw only lets in one interface or network"

  /// A script that says by its name, or at its head, that it opens the server to other machines.
  private static func purpose(of path: String, in workspace: any Workspace) -> Reason? {
    let name = FileName(path: path)
    guard name.hasSuffix(".sh", ".bash", ".zsh", ".ps1") else { return nil }
    let at = SourceRange(DocumentID(path), TextRange(at: 0))
    let named = name.lowercased.words()
    if named.contains("expose") || named.contains("lan") || named.contains("remote") {
      return Reason("the script's name says that other machines use it", at: at)
    }
    guard let source = workspace.source(at: path) else { return nil }
    let head = source.bytes.prefix(2000).split(separator: 0x0A, omittingEmptySubsequences: false)
      .prefix { $0.isEmpty || $0.first == UInt8(ascii: "#") }
    let text = head.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ").lowercased()
    guard heads.contains(where: { text.contains($0) }) else { return nil }
    return Reason("the head of the script says that other machines use it", at: at)
  }

  // MARK: Calls

  /// A file that has an address of the network with the port: settings of a client on another machine, a README, a script.
  private static func call(of port: Int, besides own: String, in workspace: any Workspace) -> Reason? {
    if let page = page(calling: port, in: workspace) { return page }
    return calls(of: port, in: workspace).first {
      isCall($0.ports, at: port, from: $0.path, in: own, workspace) || $0.path == own && $0.noted[port] != nil
    }.map {
      let isCalled = isCall($0.ports, at: port, from: $0.path, in: own, workspace)
      let range = (isCalled ? $0.ports[port] : $0.noted[port]) ?? TextRange(at: 0)
      let source = workspace.source(at: $0.path)
      let address = source.map { $0.string(range) } ?? ""
      let line = source.map { String(decoding: beginning(of: range.start, in: $0), as: UTF8.self) } ?? ""
      let isPrinted = ["echo", "printf", "print(", "Write-Host"].contains(where: line.contains)
      let isNamed = !isCalled || FileName(path: $0.path).hasSuffix(".md", ".txt", ".example")
      let verb = isPrinted ? "prints" : isNamed ? "names" : "calls"
      return Reason(
        "\($0.path) \(verb) \(address), \(kind(of: address))", at: SourceRange(DocumentID($0.path), range))
    }
  }

  /// Whether a file calls the port at an address of the internet: another server, or the host of this one.
  private static func mayBeOwn(_ port: Int, _ own: String, in workspace: any Workspace) -> Bool {
    calls(of: port, in: workspace).contains { isCall($0.distant, at: port, from: $0.path, in: own, workspace) }
  }

  private static func kind(of address: String) -> String {
    if isBridge(address) { return "the gateway of a container network" }
    let parts = address.prefix { $0 != ":" }.split(separator: ".").compactMap { Int($0) }
    if parts.count == 4, parts[0] == 100, (64...127).contains(parts[1]) { return "a Tailscale address" }
    if isPublic(address) { return "an internet address" }
    if address.contains("$") { return "an address in a variable" }
    if parts.count == 4 { return "a LAN address" }
    return address.contains(".") ? "the name of another machine" : "an address to fill in"
  }

  /// Whether the address is what the file gives one of its services in a network of its own.
  private static func isFixed(_ address: TextRange?, in source: SourceText) -> Bool {
    guard let host = address.map({ source.string($0).prefix { $0 != ":" } }) else { return false }
    return ["", "\"", "'"].contains { source.bytes[...].contains(bytesOf: "ipv4_address: \($0)\(host)") }
  }

  /// Whether a file calls a port; in the port's own file an address without a scheme is where it is published.
  private static func isCall(
    _ ports: [Int: TextRange], at port: Int, from path: String, in own: String, _ workspace: any Workspace
  ) -> Bool {
    guard let start = ports[port]?.start else { return false }
    guard path == own else { return isOfSameFolder(path, own) }
    guard let source = workspace.source(at: own), start > 3, !isFixed(ports[port], in: source) else { return false }
    return source.bytes[(start - 3)..<start].elementsEqual("://".utf8)
  }

  /// Whether a guide may be about a file: it is in the same folder, above or below it, or among the guides of such a folder. Of
  /// other texts the link says which deployment they mean.
  private static func isOfSameFolder(_ guide: String, _ own: String) -> Bool {
    guard FileName(path: guide).hasSuffix(".md", ".txt") else { return true }
    var folder = guide.split(separator: "/").dropLast()
    while let last = folder.last?.lowercased(), ["docs", "doc", "documentation", "guides", "guide", "wiki"].contains(last) {
      folder.removeLast()
    }
    let place = own.split(separator: "/").dropLast()
    return place.starts(with: folder) || folder.starts(with: place)
  }

  /// A page that calls the port on the host that served it, so every visitor's browser does.
  private static func page(calling port: Int, in workspace: any Workspace) -> Reason? {
    let pages = WorkspaceWalk.gathered(
      "pages that call their own host", in: workspace,
      among: { $0.hasSuffix(".js", ".ts", ".jsx", ".tsx", ".vue", ".svelte", ".html") }, upTo: 1 << 17
    ) { path, source -> [Callers] in
      guard !isOfUnitTest(path), source.bytes[...].contains(bytesOf: "location") else { return [] }
      var ports: [Int: TextRange] = [:]
      let bytes = source.bytes
      for colon in bytes.indices where bytes[colon] == UInt8(ascii: ":") {
        let digits = bytes[(colon + 1)...].prefix(6).prefix { (0x30...0x39).contains($0) }
        guard (4...5).contains(digits.count), let port = Int(String(decoding: digits, as: UTF8.self)),
          bytes[max(0, colon - 24)..<colon].contains(bytesOf: "hostname")
        else { continue }
        ports[port] = ports[port] ?? TextRange(colon, colon + 1 + digits.count)
      }
      return ports.isEmpty ? [] : [Callers(path: path, ports: ports)]
    }
    return pages.first { $0.ports[port] != nil }.map {
      Reason(
        "\(UnitFiles.fileName($0.path)) calls it at the host that serves the page",
        at: SourceRange(DocumentID($0.path), $0.ports[port] ?? TextRange(at: 0)))
    }
  }

  /// What files say of one port: a file is not read again where others are called elsewhere.
  private static func calls(of port: Int, in workspace: any Workspace) -> [Callers] {
    workspace.remembered("who calls port \(port)") { workspace in
      workspace.remembered("calls by port") { workspace in
        calls(in: workspace).reduce(into: [Int: [Callers]]()) { calls, caller in
          for port in caller.allPorts { calls[port, default: []].append(caller.only(port)) }
        }
      }[port] ?? []
    }
  }

  private static func calls(in workspace: any Workspace) -> [Callers] {
    WorkspaceWalk.gathered("who calls ports of other machines", in: workspace, among: isText, upTo: 1 << 17) {
      path, source in
      // The sample of a test says nothing of a deployment.
      if isOfUnitTest(path) { return [] }
      let callers = callers(in: source, at: path)
      return callers.ports.isEmpty && callers.inside.isEmpty && callers.noted.isEmpty && callers.distant.isEmpty ? [] : [callers]
    }
  }

  /// A file, and the ports that its text points to, each with its first place.
  struct Callers: Sendable, Equatable {
    let path: String
    var ports: [Int: TextRange] = [:]
    /// The same in comments, which say of their own file alone how it is reached.
    var noted: [Int: TextRange] = [:]
    /// The same at addresses of the internet.
    var distant: [Int: TextRange] = [:]
    /// The ports that containers reach by a name of their host.
    var inside: [Int: TextRange] = [:]

    var allPorts: Set<Int> { Set([ports, noted, distant, inside].lazy.flatMap(\.keys)) }

    func only(_ port: Int) -> Callers {
      func part(_ all: [Int: TextRange]) -> [Int: TextRange] { all[port].map { [port: $0] } ?? [:] }
      return Callers(path: path, ports: part(ports), noted: part(noted), distant: part(distant), inside: part(inside))
    }
  }

  private static let testFolders: Set<Substring> = ["test", "tests", "__tests__", "spec", "specs", "fixtures", "testdata"]

  private static func isOfUnitTest(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/")
    let name = parts.last ?? ""
    return parts.dropLast().contains(where: Self.testFolders.contains) || name.hasPrefix("test_")
      || ["_test.py", "_test.go", ".test.js", ".test.ts", ".spec.js", ".spec.ts"].contains {
        name.hasSuffix($0)
      }
  }

  static func isText(_ name: FileName) -> Bool {
    name.hasSuffix(
      ".md", ".txt", ".yml", ".yaml", ".json", ".jsonc", ".toml", ".env", ".example", ".conf", ".cfg", ".ini",
      ".sh", ".py",
      ".js", ".ts", ".nix", ".lua", ".el", ".bash", ".zsh", ".fish", ".ps1", ".bat", ".service", ".container",
      ".properties", ".tf", ".j2", ".tpl", ".tmpl", ".plist", ".xml")
      || [".env", "env", "dockerfile", "containerfile", "makefile", "justfile"].contains(where: name.lowercased.hasPrefix)
      || name.lowercased.hasSuffix("dockerfile")
  }

  /// The ports after a private address, after a scheme and a name with a domain, or after what stands for the address of
  /// the server: `YOUR_SERVER_IP:11434`, `<server-ip>:11434`.
  private static func callers(in source: SourceText, at path: String) -> Callers {
    let bytes = source.bytes
    var found = Callers(path: path)
    func note(_ port: Int, _ start: Int, _ end: Int) {
      if found.ports[port] == nil { found.ports[port] = TextRange(start, end) }
    }
    let mayComment = !FileName(path: path).hasSuffix(".md", ".txt")
    for colon in bytes.indices where bytes[colon] == UInt8(ascii: ":") {
      let digits = bytes[(colon + 1)...].prefix(6).prefix { (0x30...0x39).contains($0) }
      guard (1...5).contains(digits.count), let port = Int(String(decoding: digits, as: UTF8.self)) else {
        continue
      }
      let isComment = mayComment && isCommented(colon, in: source)
      if isComment ? isCommentedOut(colon, in: source) : !mayComment && isExample(colon, in: source) { continue }
      let length = bytes[max(0, colon - 80)..<colon].reversed().prefix(while: isHostByte).count
      let host = String(decoding: bytes[(colon - length)..<colon], as: UTF8.self)
      let end = colon + 1 + digits.count
      guard !isComment else {
        if isPrivate(host) { found.noted[port] = found.noted[port] ?? TextRange(colon - length, end) }
        continue
      }
      if let placeholder = AddressPlaceholder.length(before: colon, in: source) {
        note(port, colon - placeholder, end)
        continue
      }
      let scheme = bytes[..<(colon - length)].suffix(3)
      // What a Compose file says of its own services is read as such.
      if ComposeFormat.isComposeName(FileName(path: path).lowercased), host.hasSuffix(".internal") { continue }
      if host.hasSuffix(".docker.internal") || host.hasSuffix(".containers.internal"), scheme.elementsEqual("://".utf8) {
        // A sentence is not a container; what a guide starts is read as a command or a file.
        if mayComment, !isAskedByHost(colon, in: source, at: path) {
          found.inside[port] = found.inside[port] ?? TextRange(colon - length, end)
        }
        continue
      }
      guard host.contains("."), !isLocal(host) else { continue }
      let isAddress = host.allSatisfy { $0.isNumber || $0 == "." }
      // What a client calls on the internet may be another server than the one here; a guide tells what to call.
      if isAddress, mayComment, !isPrivate(host) {
        if scheme.elementsEqual("://".utf8) { found.distant[port] = found.distant[port] ?? TextRange(colon - length, end) }
        continue
      }
      let isCalled =
        isAddress
        ? isPrivate(host) ? mayComment || !samples.contains(host) : scheme.elementsEqual("://".utf8)
        : scheme.elementsEqual("://".utf8) && HostNames.isOfNetwork(host, port: port)
      if isCalled { note(port, colon - length, end) }
    }
    return found
  }

  /// Addresses that guides show.
  private static let samples: Set<String> = ["192.168.1.100", "192.168.0.100", "192.168.1.1", "192.168.1.10"]

  static func isHostByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2E || byte == 0x2D
  }

  private static func isLocal(_ host: String) -> Bool {
    // 10.0.2.2 is the loopback of the host, as slirp4netns and QEMU show it to what they run.
    ["127.", "0.0.0.0", "172.17.0.1"].contains { host.hasPrefix($0) } || host == "10.0.2.2" || host.contains("docker.internal")
      || host.contains("containers.internal") || host.contains("example") || host.hasSuffix(".localhost")
  }

  static func isPrivate(_ host: String) -> Bool {
    let parts = host.split(separator: ".").compactMap { Int($0) }
    guard parts.count == 4 else { return false }
    return parts[0] == 10 || parts[0] == 192 && parts[1] == 168
      || parts[0] == 172 && (16...31).contains(parts[1])
      || parts[0] == 100 && (64...127).contains(parts[1])
  }

  /// Whether an address is that of the host on one of Docker's bridges, the first of its network.
  private static func isBridge(_ address: String) -> Bool {
    let parts = address.prefix { $0 != ":" }.split(separator: ".").compactMap { Int($0) }
    return parts.count == 4 && parts[0] == 172 && (17...31).contains(parts[1]) && parts[3] == 1
  }

  /// Whether an address is outside the private networks.
  private static func isPublic(_ address: String) -> Bool {
    let host = String(address.prefix { $0 != ":" })
    return host.contains { $0.isLetter } == false && host.contains(".") && !isPrivate(host)
  }
}
