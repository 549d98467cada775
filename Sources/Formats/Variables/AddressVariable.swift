import ClientDescription
import Vocabulary

/// A variable that holds the address of a model server, and what most programs that read it do with that: one row of
/// `Catalogue/addresses.yaml`.
struct AddressVariable: Sendable {
  /// Its name, in which `*` stands for anything.
  let name: String
  let api: ServerAPI
  /// The path that programs need in the address; `any` where they differ.
  let shape: AddressShape
  /// Whether its name says that an Ollama is meant, whatever the address.
  var isOllamas = false
  /// Whether programs of one's own use the name as well, which may append a path of their own.
  var isAnyones = false
  /// Variables that choose the models of that server.
  var models: Set<String> = []

  /// The path that is needed; `nil` where that is not known.
  var wantedPath: String? {
    switch shape {
    case .root: ""
    case .v1: "/v1"
    default: nil
    }
  }

  static func of(_ name: String) -> AddressVariable? { all.first { $0.matches(name) } }

  private func matches(_ variable: String) -> Bool {
    guard let star = name.firstIndex(of: "*") else { return name == variable }
    let end = name[name.index(after: star)...]
    return variable.hasPrefix(name[..<star]) && variable.hasSuffix(end) && variable.utf8.count >= name.utf8.count - 1
  }

  /// Whether an address is not for the program's own requests: a browser opens it, or it is where requests may come from.
  static func isForOthers(_ name: String) -> Bool {
    othersBeginnings.contains { name.hasPrefix($0) } || othersParts.contains { name.contains($0) }
  }
}
