import Syntax

/// What only a Compose file has: many programs list `services:` with images (compose-spec, 03-compose-file.md and
/// 05-services.md).
enum ComposeSigns {
  /// Text that cannot be parsed is taken for one by its words alone, so that its mistake is reported.
  static func isCompose(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let tree = try? YAMLParser.parse(SourceText(Array(bytes))).first, let root = tree.root else {
      return true
    }
    guard let services = tree.value(of: "services", in: root).map(tree.resolve), services.entries != nil,
      tree.entries(of: root).allSatisfy({ isTopLevel($0.key.text ?? "") })
    else { return false }
    let keys = tree.entries(of: services).map { entry in
      tree.entries(of: tree.resolve(entry.value)).map { $0.key.text ?? "" }
    }
    guard keys.contains(where: { $0.contains("image") || $0.contains("build") }) else { return false }
    // One unknown key is a typo; two among three keys mean another format.
    let all = keys.joined().filter { !$0.hasPrefix("x-") && $0 != "<<" }
    return all.filter { !ComposeMistakes.known.contains($0) }.count * 4 <= all.count
  }

  private static func isTopLevel(_ key: String) -> Bool {
    topLevel.contains(key) || key.hasPrefix("x-") || key.hasPrefix(".")
  }
}
