import ClientDescription
import Syntax
import Vocabulary

/// Misspelt keys below a service's own, and values there that Compose cannot read.
///
/// Sources: compose-spec `schema/compose-spec.json` (healthcheck, deployment, depends_on: additionalProperties false; device_ids:
/// list of texts); compose-go `types/duration.go` (xhit/go-str2duration), `types/bytes.go` (docker/go-units, RAMInBytes) and
/// `loader/validate.go` (checkConsistency: healthcheck.test).
struct ComposeNested {
  private let mistakes: ComposeMistakes
  private var tree: NodeDocument { mistakes.file.tree }

  private let view: SettingsView

  init(_ mistakes: ComposeMistakes) {
    self.mistakes = mistakes
    let tree = mistakes.file.tree
    let document = Document(id: mistakes.file.id, source: tree.source)
    view = SettingsView(
      tree: SettingsTree(document, tree, tree.root ?? Node(.mapping([]), range: TextRange(at: 0)), NoEditor(), as: .yaml),
      workspace: mistakes.workspace, hook: nil)
  }

  func facts(_ name: String) -> [Fact] {
    Self.paths.flatMap { path, text, keys in
      nodes(path, name).flatMap { unknown($0, keys, of: text, name) }
    } + numbers(name) + measures(name) + checks(name)
  }

  /// What a service has at a path, as descriptions of clients write it.
  private func nodes(_ path: SettingPath, _ name: String) -> [Node] {
    view.places(path, from: SettingsScope(path: ["services", .key(name)])).compactMap { view.tree[$0.path] }
  }

  /// The known keys with the paths that they are below, read once.
  private static let paths: [(SettingPath, String, [String])] = known.sorted { $0.key < $1.key }
    .compactMap { text, keys in SettingPath(text).map { ($0, text, keys) } }

  private static let deviceIDs = SettingPath("deploy.resources.reservations.devices[].device_ids")

  private func unknown(_ node: Node, _ keys: [String], of path: String, _ name: String) -> [Fact] {
    let written = tree.entries(of: node)
    return written.compactMap { entry in
      guard let key = entry.key.text, !keys.contains(key), !key.hasPrefix("x-"), key != "<<",
        let meant = Nearest.match(key, among: keys), !written.contains(where: { $0.key.text == meant })
      else { return nil }
      return SettingFact.make(
        ["services", name, "nested", String(entry.key.range.start)], name: key, kind: "compose", format: "Compose",
        problem: .unknownKey,
        counterpart: path.split { $0 == "." || $0 == "[" }.last { $0 != "]" && $0 != "*" }.map(String.init) ?? "the service",
        replacement: meant, at: mistakes.file.at(entry.key.range))
    }
  }

  /// `device_ids: [0]`
  private func numbers(_ name: String) -> [Fact] {
    guard let path = Self.deviceIDs else { return [] }
    return nodes(path, name).compactMap { list in
      guard let items = list.items, !items.isEmpty else { return nil }
      let scalars = items.compactMap { tree.resolve($0).scalar }
      guard scalars.count == items.count, scalars.contains(where: { $0.type == .integer }) else { return nil }
      return mistakes.fact(
        ["services", name, "form", "device_ids"], "device_ids", .type, "each of device_ids must be a string",
        corrected: "[" + scalars.map { "'\($0.text)'" }.joined(separator: ", ") + "]", at: list.range)
    }
  }

  // MARK: Durations and sizes

  /// A value that Compose or the engine refuses, and what was meant.
  struct Slip {
    let consequence: String
    let corrected: String
  }

  private static let measured: [(path: SettingPath, text: String, slip: @Sendable (String) -> Slip?)] =
    durations.compactMap { text in SettingPath(text).map { ($0, text, duration) } }
    + sizes.compactMap { text in SettingPath(text).map { ($0, text, size) } }

  /// `interval: 30`, `memory: 8Gi`
  private func measures(_ name: String) -> [Fact] {
    Self.measured.flatMap { path, text, slip in
      nodes(path, name).compactMap { node -> Fact? in
        guard let scalar = node.scalar, scalar.type != .null, node.tag == nil, let slip = slip(scalar.text) else { return nil }
        let key = text.split(separator: ".").last.map(String.init) ?? text
        return mistakes.fact(
          ["services", name, "form", text], key, .type, "\(key) is \(scalar.text), \(slip.consequence)", corrected: slip.corrected,
          at: node.range)
      }
    }
  }

  @Sendable private static func duration(_ text: String) -> Slip? {
    guard let (digits, unit) = parts(text), digits != "0" else { return nil }
    if unit.isEmpty { return Slip(consequence: "which has no unit", corrected: digits + "s") }
    guard let meant = units[unit.trimmingBlanks.lowercased()], meant != unit else { return nil }
    return Slip(consequence: "which is not a duration", corrected: digits + meant)
  }

  @Sendable private static func size(_ text: String) -> Slip? {
    guard let (digits, unit) = parts(text) else { return nil }
    if unit.isEmpty {
      // The engine accepts 6 MB and more (moby `daemon/daemon_unix.go`, linuxMinMemory).
      guard let number = Int(digits), number > 0, number < 100_000 else { return nil }
      return Slip(consequence: "which are bytes", corrected: digits + (number > 32 ? "m" : "g"))
    }
    guard MemorySize.bytes(text) == nil, let first = unit.trimmingBlanks.lowercased().first, "kmg".contains(first) else { return nil }
    return Slip(consequence: "which is not a size", corrected: digits + String(first))
  }

  /// A number and what follows it.
  private static func parts(_ text: String) -> (digits: String, unit: String)? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count)
    guard !digits.isEmpty, unit.allSatisfy({ $0 == " " || $0.isASCII && $0.isLetter }) else { return nil }
    return (String(digits), String(unit))
  }

  // MARK: Health checks

  private static let test = SettingPath("healthcheck.test")

  /// `test: [ollama, list]`
  private func checks(_ name: String) -> [Fact] {
    guard let path = Self.test else { return [] }
    return nodes(path, name).compactMap { node in
      if let several = severalWords(node, name) { return several }
      guard let words = node.items?.map({ tree.resolve($0).text }), let first = words.first ?? nil, !words.contains(nil),
        !["NONE", "CMD", "CMD-SHELL"].contains(first), !first.contains("$"), !first.isEmpty
      else { return nil }
      let isLine = words.count == 1 && first.contains(" ")
      let texts = [isLine ? "CMD-SHELL" : "CMD"] + words.compactMap { $0 }
      return mistakes.fact(
        ["services", name, "form", "healthcheck.test"], "test", .type, "the list of test begins with \(first), not with CMD or CMD-SHELL",
        corrected: "[" + texts.map { "\"\($0)\"" }.joined(separator: ", ") + "]", at: node.range)
    }
  }
  /// `test: [CMD-SHELL, bash, -c, "..."]`: the shell has the first item for its script, and the others for its parameters
  /// (moby `daemon/health.go`, cmdProbe).
  private func severalWords(_ node: Node, _ name: String) -> Fact? {
    let words = (node.items ?? []).map { tree.resolve($0).text ?? "" }
    guard words.count > 2, words[0] == "CMD-SHELL", !words[1].isEmpty, !words[1].contains(where: \.isWhitespace),
      !words[1].contains("$")
    else { return nil }
    let rest = words.dropFirst()
    let isLine = rest.contains { ["||", "&&", "|", ";"].contains($0) }
    let texts = isLine ? ["CMD-SHELL", rest.joined(separator: " ")] : ["CMD"] + rest
    return mistakes.fact(
      ["services", name, "form", "healthcheck.test"], "test", .type, "CMD-SHELL only runs the first item, \(words[1])",
      corrected: texts.contains { $0.contains("\\") } ? nil : "[\(texts.map(Self.quoted).joined(separator: ", "))]",
      at: node.range)
  }

  private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\\\"") + "\"" }
}
