import Knowledge

/// A published port as Docker's short form writes it: `[address:][host:]container[/protocol]`.
struct PortSpec: Sendable, Hashable {
  /// The host address; `0.0.0.0` where none is written, which is every interface.
  let address: String
  /// `nil` for one that Docker picks, a range, or one that a variable gives.
  let hostPort: Int?
  let containerPort: Int?

  /// `nil` for what is not a port mapping.
  init?(_ text: String) {
    let parts = Self.parts(text) ?? []
    guard !parts.isEmpty, parts.count <= 3 else { return nil }
    let container = parts[parts.count - 1].prefix { $0 != "/" }
    containerPort = GoValues.integer(String(container))
    guard containerPort != nil || container.contains("-") || container.contains(Self.unknown) else {
      return nil
    }
    if parts.count == 1 {
      hostPort = nil
      address = "0.0.0.0"
      return
    }
    hostPort = GoValues.integer(parts[parts.count - 2])
    var host = parts.count == 3 ? parts[0] : "0.0.0.0"
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    // What only a variable knows counts as unknown, which is not an address at all.
    guard !host.contains(Self.unknown) else { return nil }
    address = host.isEmpty || host == "::" ? "0.0.0.0" : host
  }

  private static let unknown: Character = "?"

  /// The text with each variable replaced by a mark that no port has, so that the rest can be read.
  static func withoutVariables(_ text: String) -> String {
    var result = ""
    var depth = 0
    var isBare = false
    for character in text {
      if character == "$" {
        result.append(unknown)
        isBare = true
      } else if character == "{" {
        depth += 1
        isBare = false
      } else if character == "}" {
        depth = max(0, depth - 1)
      } else if depth == 0 {
        if isBare, character.isLetter || character.isNumber || character == "_" { continue }
        isBare = false
        result.append(character)
      }
    }
    return result
  }

  /// The same mapping published on another address; `nil` for what is not a mapping. A variable stays, with another default.
  static func rewriting(_ text: String, address: String) -> String? {
    let parts = parts(text) ?? []
    guard !parts.isEmpty, parts.count <= 3 else { return nil }
    let shown = address.contains(":") ? "[\(address)]" : address
    if parts.count == 3, parts[0].contains("$") {
      guard parts[0].hasPrefix("${"), parts[0].hasSuffix("}"), let dash = parts[0].firstIndex(of: "-"),
        !parts[0][dash...].contains("$")
      else { return nil }
      return "\(parts[0][...dash])\(shown)}:\(parts[1]):\(parts[2])"
    }
    return parts.count == 1
      ? "\(shown)::\(parts[0])" : "\(shown):\(parts[parts.count - 2]):\(parts[parts.count - 1])"
  }

  /// The same mapping to another port of the container; `nil` for what is not a mapping to a single one.
  static func rewriting(_ text: String, containerPort: Int) -> String? {
    guard var parts = parts(text), (2...3).contains(parts.count), let last = parts.popLast(),
      GoValues.integer(String(last.prefix { $0 != "/" })) != nil
    else { return nil }
    return (parts + ["\(containerPort)\(last.drop { $0 != "/" })"]).joined(separator: ":")
  }

  /// The text between its colons, those in brackets and braces aside; `nil` if it is empty.
  static func parts(_ text: String) -> [String]? {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "[" || character == "{" { depth += 1 }
      if character == "]" || character == "}" { depth = max(0, depth - 1) }
      if character == ":", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return text.isEmpty ? nil : parts
  }
}
