import Syntax

extension DescriptionReader {
  private static let holes = ["model", "server", "context", "answer", "images"]

  func setup(_ node: Node) -> ClientSetup {
    let fields = fields(node, DescriptionPart.setup.names)
    var setup = ClientSetup()
    setup.path = text(fields["file"])
    setup.context = word(fields["context"], as: ClientSetup.Context.self)
    setup.of = text(fields["of"])
    if let node = fields["beside"] {
      let fields = self.fields(node, DescriptionPart.namedFile.names)
      if let path = text(fields["file"]), let start = text(fields["start"]) {
        setup.beside = .init(path: path, start: start)
      } else {
        report(node, "`file` and `start` are needed")
      }
    }
    if let node = fields["remote"] {
      let fields = self.fields(node, DescriptionPart.remoteModel.names)
      if let choose = fields["choose"].flatMap(remoteChoice) {
        setup.remote = .init(path: text(fields["file"]), choose: choose)
      } else {
        report(node, "`choose` is missing")
      }
    }
    setup.templates = items(fields["settings"]).compactMap(addition)
    if setup.templates.isEmpty != (setup.path == nil) { report(node, "`file` and `settings` need each other") }
    return setup
  }

  private func remoteChoice(_ node: Node) -> TextTemplate? {
    guard let text = text(node) else { return nil }
    guard let template = TextTemplate(text), template.parts.allSatisfy(isOfRemote) else {
      return unreadable(node, "may contain `{model}`, `{context}`, `{context|80%}` and `{tokens}`")
    }
    return template
  }

  private func isOfRemote(_ part: TextTemplate.Part) -> Bool {
    switch part {
    case .text: true
    case .value(let path, let filters):
      ["model", "context", "tokens"].contains { path == SettingPath($0) }
        && filters.allSatisfy { if case .percent = $0 { true } else { false } }
    case .name: false
    }
  }

  /// What `init` writes, with holes: `$model`, `$server`, `$context`, `$answer`; `$context|80%` for a part of a number,
  /// `$context|50%|at-most 51200` for a part that is bounded.
  /// `choice` names the keys whose values somebody else's choice would be: it is not mixed with this one.
  func addition(_ node: Node) -> AdditionTemplate? {
    let fields = fields(node, DescriptionPart.addition.names)
    guard let content = fields["write"] else { return unreadable(node, "`write` is missing") }
    let when = word(fields["when"], as: AdditionTemplate.When.self) ?? .always
    let choice = texts(fields["choice"]).map { $0.split(separator: ".").map(String.init) }
    return AdditionTemplate(when: when, choice: choice, content: templateNode(content))
  }

  /// A key that ends in `?images` and the like is written only where the setup has that.
  private func templateNode(_ node: Node) -> TemplateNode {
    if let items = node.items {
      return .list(items.map(templateNode), isFlow: node.isFlow)
    }
    if node.entries != nil {
      return .map(
        entries(node).map { key, place, value in
          let parts = key.split(separator: "?", omittingEmptySubsequences: false).map(String.init)
          if parts.count == 2, !["images", "text", "offline"].contains(parts[1]) {
            report(place, "`?\(parts[1])` is not `?images`, `?text` or `?offline`")
          }
          return (parts[0], templateNode(value), parts.count == 2 ? parts[1] : nil)
        })
    }
    guard let scalar = node.scalar else { return .map([]) }
    let isQuoted = scalar.style == .doubleQuoted
    guard let dollar = scalar.text.firstIndex(of: "$"), scalar.style != .singleQuoted,
      scalar.text[dollar...].count > 1
    else {
      return .scalar(
        scalar.text, isText: scalar.type == .string || scalar.style != .plain, isQuoted: isQuoted)
    }
    let after = scalar.text[scalar.text.index(after: dollar)...]
    let name = after.prefix { $0.isLetter }
    guard Self.holes.contains(String(name)) else {
      return .scalar(scalar.text, isText: true, isQuoted: isQuoted)
    }
    var suffix = after.dropFirst(name.count)
    var filters: [TextTemplate.Filter] = []
    if suffix.hasPrefix("|"), let end = suffix.firstIndex(of: "%"), let part = Int(suffix[..<end].dropFirst()) {
      filters = [.percent(part)]
      suffix = suffix[suffix.index(after: end)...]
    }
    if suffix.hasPrefix("|at-most "), let most = Int(suffix.dropFirst(9)) {
      filters.append(.atMost(most))
      suffix = ""
    }
    return .hole(
      String(name), filters: filters, prefix: String(scalar.text[..<dollar]), suffix: String(suffix),
      isQuoted: isQuoted)
  }
}
