import Syntax
import Vocabulary

/// Values of a service in a form that Compose does not take.
///
/// Sources: compose-spec `schema/compose-spec.json` (service); docker/compose `pkg/compose/create.go`
/// (buildContainerPorts: `expose` is a port or a range).
struct ComposeForms {
  private let mistakes: ComposeMistakes

  init(_ mistakes: ComposeMistakes) { self.mistakes = mistakes }

  func facts(_ name: String, _ service: Node) -> [Fact] {
    words(name, service) + check(name, service) + mappings(name, service) + firstWords(name, service)
      + secondScript(name, service) + swallowed(name, service) + devices(name, service)
  }

  private func words(_ name: String, _ service: Node) -> [Fact] {
    // podman-compose makes a list of one port itself (containers/podman-compose, norm_ports).
    let isPodmans = FileName(path: mistakes.file.id.path).lowercased.hasPrefix("podman-compose")
    return (service.entries ?? []).compactMap { entry in
      let value = mistakes.file.tree.resolve(entry.value)
      guard let key = entry.key.text, Self.collections.contains(key), !isPodmans || key != "ports", let scalar = value.scalar,
        scalar.type != .null, !scalar.text.isEmpty, !scalar.text.contains("$"), value.tag == nil
      else { return nil }
      return mistakes.fact(
        ["services", name, "form", key], key, .type, "\(key) must be a list",
        corrected: key == "ports" ? "[\"\(scalar.text)\"]" : "[\(scalar.text)]",
        at: value.range)
    }
  }

  /// Devices without capabilities, of a service that is no Ollama: what an Ollama is given has a rule of its own.
  private func devices(_ name: String, _ service: Node) -> [Fact] {
    let tree = mistakes.file.tree
    guard let image = tree.value(of: "image", in: service).map(tree.resolve)?.text, !ImageName(image).isOllama,
      let items = tree.value(at: ["deploy", "resources", "reservations", "devices"], in: service).map(tree.resolve)?.items
    else { return [] }
    let devices = items.map(tree.resolve)
    guard
      let bare = devices.first(where: { device in
        ["driver", "count", "device_ids"].contains { tree.value(of: $0, in: device) != nil }
          && tree.value(of: "capabilities", in: device) == nil && device.tag == nil
      })
    else { return [] }
    // A hyphen too many makes two devices of one.
    let isSplit = devices.contains { $0.entries?.count == 1 && tree.value(of: "capabilities", in: $0) != nil }
    return [
      mistakes.fact(
        ["services", name, "form", "devices"], "capabilities", .type,
        "a device of \(name) has no capabilities, which Compose requires"
          + (isSplit ? "; the hyphen before capabilities starts a second device" : ""),
        corrected: "[gpu]", at: bare.range)
    ]
  }

  /// Items that are indented deeper than the one above: YAML reads them as more of its text.
  private func swallowed(_ name: String, _ service: Node) -> [Fact] {
    let source = mistakes.file.tree.source
    return (service.entries ?? []).flatMap { entry -> [Fact] in
      guard let key = entry.key.text, Self.collections.contains(key), let items = mistakes.file.tree.resolve(entry.value).items
      else { return [] }
      return items.compactMap { item in
        guard let range = Self.swallowed(by: item, in: source) else { return nil }
        return mistakes.fact(
          ["services", name, "swallowed", String(range.start)], key, .glued, counterpart: source.string(range), at: range)
      }
    }
  }

  /// The first line that a text without quotes takes in, although it looks like the next item of the list.
  static func swallowed(by item: Node, in source: SourceText) -> TextRange? {
    guard item.scalar?.style == .plain, source.lineEnd(of: item.range.start) < item.range.end else { return nil }
    var start = source.lineEnd(of: item.range.start) + 1
    while start < item.range.end {
      let end = min(source.lineEnd(of: start), item.range.end)
      let text = source.bytes[start..<end]
      let first = start + text.prefix { $0 == 0x20 }.count
      if source.bytes[first..<end].starts(with: [0x2D, 0x20]) { return TextRange(first, end) }
      start = end + 1
    }
    return nil
  }

  /// `healthcheck: [CMD, ollama, list]`
  private func check(_ name: String, _ service: Node) -> [Fact] {
    let tree = mistakes.file.tree
    guard let value = tree.value(of: "healthcheck", in: service).map(tree.resolve), value.tag == nil else {
      return []
    }
    let words = value.items?.compactMap { tree.resolve($0).text }
    guard let test = words.map({ "[" + $0.joined(separator: ", ") + "]" }) ?? value.scalar?.text,
      !test.isEmpty,
      value.scalar?.type != .null, !test.contains("$")
    else { return [] }
    return [
      mistakes.fact(
        ["services", name, "form", "healthcheck"], "healthcheck", .type, "healthcheck must be a mapping",
        corrected: "{ test: \(test) }", at: value.range)
    ]
  }

  /// `expose: ["11434:11434"]`
  private func mappings(_ name: String, _ service: Node) -> [Fact] {
    let items =
      mistakes.file.tree.value(of: "expose", in: service).map(mistakes.file.tree.resolve)?.items ?? []
    return items.enumerated().compactMap { index, item in
      guard let text = mistakes.file.tree.resolve(item).text, text.contains(":"), !text.contains("$") else {
        return nil
      }
      return mistakes.fact(
        ["services", name, "expose", String(index)], "expose", .misplaced, text, corrected: text,
        at: item.range)
    }
  }

  /// `["sh", "-c", "sleep 3; ollama pull a", "sleep 3; ollama pull b"]`: a shell has one script.
  private func secondScript(_ name: String, _ service: Node) -> [Fact] {
    let tree = mistakes.file.tree
    guard let command = tree.value(of: "command", in: service).map(tree.resolve), let items = command.items
    else { return [] }
    let entry = tree.value(of: "entrypoint", in: service).map(tree.resolve)
    let before = entry.map { $0.items?.map { tree.resolve($0).text ?? "" } ?? [$0.text ?? ""] } ?? []
    let words = before + items.map { tree.resolve($0).text ?? "" }
    guard let shell = words.first?.split(separator: "/").last, ["sh", "bash", "ash", "dash"].contains(shell),
      words.count > 3, words[1] == "-c", before.count < 3
    else { return [] }
    // What follows a script as words are its parameters; another script has blanks or signs of a shell.
    let rest = words.dropFirst(3)
    guard rest.allSatisfy({ $0.contains(" ") || $0.contains(";") }), !words[2].contains("$"),
      let place = items.last
    else { return [] }
    return [
      mistakes.fact(
        ["services", name, "first-word"], "the shell of \(name)", .several, counterpart: words[2],
        at: tree.resolve(place).range)
    ]
  }

  /// `entrypoint: ["sh", "-c"]` with a command that Compose splits into words.
  private func firstWords(_ name: String, _ service: Node) -> [Fact] {
    let tree = mistakes.file.tree
    guard let entry = tree.value(of: "entrypoint", in: service).map(tree.resolve)?.items?.map(tree.resolve),
      entry.count >= 2, let shell = entry.first?.text, let option = entry.last?.text,
      ["sh", "bash", "ash", "dash"].contains(shell.split(separator: "/").last.map(String.init) ?? ""),
      option.hasPrefix("-"), option.hasSuffix("c"),
      let command = tree.value(of: "command", in: service).map(tree.resolve),
      let text = command.text
    else { return [] }
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count > 1, let first = words.first, let sign = first.first, !"\"'".contains(sign),
      !first.contains("$")
    else { return [] }
    return [
      mistakes.fact(
        ["services", name, "first-word"], "entrypoint", .several, counterpart: String(first),
        at: command.range)
    ]
  }
}
