/// The settings in an Emacs Lisp file, as one mapping from variables to values and from constructors to their calls.
///
///     (setq gptel-model 'qwen3:8b)                       ->  gptel-model: qwen3:8b
///     (gptel-make-ollama "Ollama" :host "box:11434")     ->  gptel-make-ollama: [ { 1: Ollama, host: box:11434 } ]
///     (plist-put minuet-options :model "qwen3:8b")       ->  minuet-options: { model: qwen3:8b }
///     (require 'llm-ollama)                              ->  loaded: { llm-ollama: llm-ollama }
///
/// Lisp is a program, and only its literals are read: property lists and association lists are mappings, other quoted
/// lists and vectors sequences, `t` and `nil` a boolean and null. Everything else is computed. The arguments of a call
/// are reached below the name of what is called: keywords without their colon, others numbered from 1.
///
/// Sources: GNU Emacs Lisp Reference Manual; use-package manual, "User options".
public enum ElispParser {
  /// The key below which the packages are that a file loads.
  static let loaded = "loaded"

  /// - Throws: what is wrong and where, also for text that is too large, too deep or not UTF-8.
  public static func parse(_ source: SourceText) throws(SyntaxError) -> NodeDocument {
    try SyntaxLimits.check(source)
    var reader = ElispReader(source)
    let forms = try reader.forms()
    var settings = ElispSettings(source)
    for form in forms { settings.evaluate(form) }
    return NodeDocument(
      source: source, root: Node(.mapping(settings.entries), range: source.range), comments: reader.comments)
  }
}

/// Gathers what forms set when they are evaluated.
private struct ElispSettings {
  private let source: SourceText
  private var variables: [Node.Entry] = []
  /// Calls of constructors, and properties put into a variable, by name; with the order of the names.
  private var groups: [String: (key: Node, items: [Node], properties: [Node.Entry])] = [:]
  private var names: [String] = []

  init(_ source: SourceText) { self.source = source }

  var entries: [Node.Entry] {
    variables
      + names.compactMap { name in
        guard let group = groups[name] else { return nil }
        let ranges = group.items.map(\.range) + group.properties.map(\.range)
        let range = ranges.dropFirst().reduce(ranges.first ?? group.key.range) { $0.union($1) }
        let content: Node.Content = group.items.isEmpty ? .mapping(group.properties) : .sequence(group.items)
        return Node.Entry(key: group.key, value: Node(content, range: range))
      }
  }

  // MARK: Evaluation

  mutating func evaluate(_ form: ElispForm) {
    guard let forms = form.list, let head = forms.first else { return }
    switch head.symbol {
    case "quote", "function", "defgroup", "declare": return
    case "setq", "setq!", "setq-default", "setq-local", "setopt", "setf", "custom-theme-set-variables":
      assign(Array(forms.dropFirst()))
    case "defvar", "defconst", "defcustom", "defvar-local": assign(Array(forms.dropFirst().prefix(2)))
    case "set", "set-default", "customize-set-variable", "set-default-toplevel-value",
      "customize-save-variable":
      assign(Array(forms.dropFirst().prefix(2)))
    case "custom-set-variables":
      forms.dropFirst().compactMap(\.quotation?.list).forEach { assign(Array($0.prefix(2))) }
    case "require", "autoload": load(forms.dropFirst().first?.quotation)
    case "use-package", "leaf":
      // `:config` is evaluated once the package is there, all before it earlier.
      let before = forms.prefix { $0.keyword != "config" }
      if !before.contains(where: Self.constructs) { load(forms.dropFirst().first) }
      customize(forms)
    case "plist-put": put(forms)
    case let name? where name.contains("make-"): construct(name, forms)
    default: break
    }
    for form in forms { evaluate(form) }
  }

  /// Name and value by turns; the name quoted or not.
  private mutating func assign(_ forms: [ElispForm]) {
    var index = 0
    while index + 1 < forms.count {
      let name = forms[index].quotation ?? forms[index]
      if let symbol = name.symbol, name.keyword == nil {
        variables.append(Node.Entry(key: key(symbol, name.range), value: value(forms[index + 1])))
      }
      index += 2
    }
  }

  /// `:custom (name value) ...`, or one list of such pairs.
  private mutating func customize(_ forms: [ElispForm]) {
    var isCustom = false
    for form in forms {
      if let keyword = form.keyword { isCustom = keyword == "custom" || keyword == "custom*" }
      guard isCustom, let pair = form.list else { continue }
      if pair.first?.symbol != nil {
        assign(Array(pair.prefix(2)))
      } else {
        pair.compactMap(\.list).forEach { assign(Array($0.prefix(2))) }
      }
    }
  }

  /// The packages that a file loads, or says how to load.
  private mutating func load(_ form: ElispForm?) {
    guard let form, let name = form.symbol, form.keyword == nil else { return }
    let value = key(name, form.range)
    open(ElispParser.loaded, key(ElispParser.loaded, form.range))
    groups[ElispParser.loaded]?.properties.append(Node.Entry(key: value, value: value))
  }

  private static func constructs(_ form: ElispForm) -> Bool {
    guard let forms = form.list else { return false }
    return forms.first?.symbol?.contains("make-") == true || forms.contains(where: constructs)
  }

  private mutating func put(_ forms: [ElispForm]) {
    guard forms.count == 4, let name = forms[1].symbol, let property = forms[2].keyword else { return }
    open(name, key(name, forms[1].range))
    let entry = Node.Entry(key: key(property, forms[2].range), value: value(forms[3]))
    groups[name]?.properties.append(entry)
  }

  private mutating func construct(_ name: String, _ forms: [ElispForm]) {
    open(name, key(name, forms[0].range))
    let call = arguments(forms)
    groups[name]?.items.append(call)
  }

  private mutating func open(_ name: String, _ key: Node) {
    guard groups[name] == nil else { return }
    groups[name] = (key, [], [])
    names.append(name)
  }

  private func key(_ name: String, _ range: TextRange) -> Node {
    Node(.scalar(Scalar(name, style: .plain, type: .string)), range: range)
  }

  // MARK: Values

  /// What a form evaluates to, where it is a literal.
  private func value(_ form: ElispForm) -> Node {
    switch form.content {
    case .quoted("'", let inner), .quoted("`", let inner): return data(inner, range: form.range)
    case .symbol(let name) where name != "t" && name != "nil" && form.keyword == nil:
      return Node(.computed([]), range: form.range)
    case .list(let forms, false):
      guard let head = forms.first?.symbol else {
        return forms.isEmpty ? data(form, range: form.range) : Node(.computed([]), range: form.range)
      }
      if head == "quote", forms.count == 2 { return data(forms[1], range: form.range) }
      if head == "list" { return list(forms.dropFirst().map(value), form.range, tag: nil) }
      return Node(
        .computed([Node.Entry(key: key(head, forms[0].range), value: arguments(forms))]), range: form.range)
    default: return data(form, range: form.range)
    }
  }

  /// The arguments of a call: what follows the name of what is called.
  private func arguments(_ forms: [ElispForm]) -> Node {
    let range = TextRange(forms[0].range.end, forms[forms.count - 1].range.end)
    return Node(.mapping(properties(forms.dropFirst(), value)), range: range)
  }

  /// Keywords with the form after each; other forms are numbered from 1.
  private func properties(_ forms: ArraySlice<ElispForm>, _ read: (ElispForm) -> Node) -> [Node.Entry] {
    var entries: [Node.Entry] = []
    var number = 0
    var index = forms.startIndex
    while index < forms.endIndex {
      if let keyword = forms[index].keyword, index + 1 < forms.endIndex {
        entries.append(Node.Entry(key: key(keyword, forms[index].range), value: read(forms[index + 1])))
        index += 2
      } else {
        number += 1
        let name = Scalar(String(number), style: .plain, type: .integer)
        let value = read(forms[index])
        entries.append(
          Node.Entry(key: Node(.scalar(name), range: TextRange(at: value.range.start)), value: value))
        index += 1
      }
    }
    return entries
  }

  /// A form that is not evaluated.
  ///
  /// - Parameter range: with the mark that quotes it.
  private func data(_ form: ElispForm, range: TextRange) -> Node {
    switch form.content {
    case .string(let text):
      return Node(.scalar(Scalar(text, style: .doubleQuoted, type: .string)), range: range)
    case .number:
      let text = source.string(form.range)
      return Node(
        .scalar(Scalar(text, style: .plain, type: Int(text) != nil ? .integer : .float)), range: range)
    case .symbol("t"): return Node(.scalar(Scalar("true", style: .plain, type: .boolean)), range: range)
    case .symbol(":json-false"), .symbol(":false"):
      return Node(.scalar(Scalar("false", style: .plain, type: .boolean)), range: range)
    case .symbol("nil"): return Node(.scalar(Scalar("nil", style: .plain, type: .null)), range: range)
    case .symbol(let name): return Node(.scalar(Scalar(name, style: .plain, type: .string)), range: range)
    case .list(let forms, let isVector):
      if !isVector, let pairs = pairs(forms) {
        return Node(.mapping(pairs), range: range, isFlow: true, tag: ElispEditor.pairs)
      }
      if !isVector, forms.contains(where: { $0.keyword != nil }) {
        return Node(
          .mapping(properties(forms[...]) { data($0, range: $0.range) }), range: range, isFlow: true,
          tag: ElispEditor.quotation)
      }
      // A dot makes something else of the last part.
      if forms.contains(where: { $0.symbol == "." }) { return Node(.computed([]), range: range) }
      return list(forms.map { data($0, range: $0.range) }, range, tag: ElispEditor.quotation)
    case .quoted("'", let inner): return data(inner, range: range)
    case .quoted, .other: return Node(.computed([]), range: range)
    }
  }

  private func list(_ nodes: [Node], _ range: TextRange, tag: String?) -> Node {
    Node(nodes.isEmpty ? .mapping([]) : .sequence(nodes), range: range, isFlow: true, tag: tag)
  }

  /// `((name . value) ...)`.
  private func pairs(_ forms: [ElispForm]) -> [Node.Entry]? {
    guard !forms.isEmpty else { return nil }
    var entries: [Node.Entry] = []
    for form in forms {
      guard let parts = form.list, parts.count == 3, parts[1].symbol == "." else { return nil }
      switch parts[0].content {
      case .string(let name):
        entries.append(
          Node.Entry(
            key: Node(.scalar(Scalar(name, style: .doubleQuoted, type: .string)), range: parts[0].range),
            value: data(parts[2], range: parts[2].range)))
      case .symbol(let name):
        entries.append(
          Node.Entry(
            key: key(parts[0].keyword ?? name, parts[0].range), value: data(parts[2], range: parts[2].range)))
      default: return nil
      }
    }
    return entries
  }
}
