import Syntax

/// A model's name, parsed as Ollama does (`types/model/name.go`): `[host/][namespace/]model[:tag]`.
public struct ModelName: Hashable, Sendable {
  public let host: String?
  public let namespace: String?
  public let model: String
  /// As written; `nil` stands for `latest`.
  public let tag: String?

  /// `nil` where Ollama would answer `invalid model name`.
  public init?(_ text: String) {
    var rest = text[...]
    if let scheme = rest.firstRange(ofBytes: "://") { rest = rest[scheme.upperBound...] }
    var tag: String?
    if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("/") {
      tag = String(rest[rest.index(after: colon)...])
      rest = rest[..<colon]
    }
    let parts = rest.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let model = parts.last, parts.count <= 8 else { return nil }
    let namespace = parts.count > 1 ? parts[parts.count - 2] : nil
    let host = parts.count > 2 ? parts.dropLast(2).joined(separator: "/") : nil
    guard Self.isPart(model), tag.map({ Self.isPart($0) }) ?? true else { return nil }
    if let namespace, !Self.isPart(namespace, allowsDot: false) { return nil }
    if let host, !Self.isHost(host) { return nil }
    self.host = host
    self.namespace = namespace
    self.model = model
    self.tag = tag
  }

  /// Whether it names a model of Ollama's own library.
  public var isLibrary: Bool {
    (host == nil || host?.lowercased() == "registry.ollama.ai")
      && (namespace == nil || namespace == "library")
  }

  /// Whether it runs on ollama.com instead of here (`internal/modelref/modelref.go`).
  public var isCloud: Bool {
    guard let tag = tag?.lowercased() else { return false }
    return tag == "cloud" || tag.hasSuffix("-cloud")
  }

  /// Whether its tag says that the weights are for Apple's MLX, which allocates no window and drops nothing of a prompt
  /// (`server/routes.go`: no truncation `if m.IsMLX()`; `x/mlxrunner/client.go`: the length is only recommended).
  public var isMLX: Bool { tag?.lowercased().split(separator: "-").contains("mlx") == true }

  /// The name by which two spellings of one model are equal: lower case, with its tag.
  public var canonical: String {
    let prefix = [host, namespace].compactMap { $0 }.filter { _ in !isLibrary }.joined(separator: "/")
    return ((prefix.isEmpty ? "" : prefix + "/") + model + ":" + (tag ?? "latest")).lowercased()
  }

  /// The name as people write it: without the library's own host and namespace.
  public var shortened: String {
    let prefix = isLibrary ? "" : [host, namespace].compactMap { $0 }.map { $0 + "/" }.joined()
    return prefix + model + (tag.map { ":" + $0 } ?? "")
  }

  /// Letters, digits, `_`, `-`, `.` and `:`, so that names are told apart by their bytes alone.
  private static func isHost(_ text: String) -> Bool {
    (1...350).contains(text.utf8.count)
      && text.utf8.allSatisfy { $0.isOfWord || [0x2E, 0x3A, 0x2F, 0x5B, 0x5D].contains($0) }
  }

  private static func isPart(_ text: String, allowsDot: Bool = true) -> Bool {
    guard (1...80).contains(text.utf8.count), let first = text.utf8.first else { return false }
    return first.isOfVariable && text.utf8.allSatisfy { $0.isOfWord || (allowsDot && $0 == 0x2E) }
  }
}
