import Syntax

/// Where a server is: `http://host:port`, as Ollama's own client takes OLLAMA_HOST.
public struct HTTPAddress: Sendable, Hashable {
  public let host: String
  public let port: Int

  /// Ollama's port.
  public static let port = 11434

  /// - Throws: why the text is not an address that can be asked.
  public init(_ text: String) throws(DoctorError) {
    var rest = text[...]
    var port = Self.port
    // Also after a slash: a password may hold one that nobody escaped.
    guard !text.contains("@") else {
      throw DoctorError(
        "credentials before the @ in an address are never sent; remove them")
    }
    if let mark = rest.range(of: "://") {
      let scheme = rest[..<mark.lowerBound].lowercased()
      guard scheme == "http" else {
        throw DoctorError(
          "\(scheme):// is not supported; open a tunnel to the server and pass its http:// address")
      }
      port = 80
      rest = rest[mark.upperBound...]
    }
    rest = rest.prefix { $0 != "/" }
    var host = rest
    if rest.first == "[", let end = rest.firstIndex(of: "]") {
      host = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
    } else if let colon = rest.lastIndex(of: ":") {
      host = rest[..<colon]
      rest = rest[colon...]
    } else {
      rest = ""
    }
    if rest.first == ":" {
      guard let number = Int(rest.dropFirst()), (1...65535).contains(number) else {
        throw DoctorError(Credentials.masked("\(text): \(rest.dropFirst()) is not a port"))
      }
      port = number
    }
    guard host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw DoctorError(Credentials.masked("\(text) is not an address"))
    }
    // Who binds every address is asked on this computer.
    self.host = host.isEmpty || host == "0.0.0.0" || host == "::" ? "127.0.0.1" : String(host)
    self.port = port
  }

  public var text: String { "http://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}

/// Why the server could not be asked.
public struct DoctorError: Error, Sendable {
  public let message: String

  public init(_ message: String) { self.message = message }
}

extension Substring {
  fileprivate func range(of needle: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
      start = index(after: start)
    }
    return nil
  }
}
