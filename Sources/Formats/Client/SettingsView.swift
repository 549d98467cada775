import ClientDescription
import Syntax

/// A place in a file that a part of a description is about.
struct SettingsScope: Sendable {
  var path: [PathStep]
  /// What the path to it matched: `id`.
  var names: [String: String] = [:]
  /// The server that it belongs to.
  var server: [PathStep] = []

  static let root = SettingsScope(path: [])
}

/// A file as descriptions ask about it: places, conditions, and texts with values in them.
struct SettingsView: Sendable {
  let tree: SettingsTree
  let workspace: any Workspace
  let hook: (any ClientHook)?
  /// Where the texts of a list are asked for again and again, once for each of its items.
  let firsts = OncePer<FirstTexts, [String: TextRange]>()

  struct FirstTexts: Hashable {
    let path: SettingPath
    let start: [PathStep]
  }

  // MARK: Places

  /// The places that a path points to; one that names no keys of the user's points to one place, existing or not.
  func places(_ path: SettingPath, from scope: SettingsScope) -> [SettingsScope] {
    var scopes = [SettingsScope(path: start(of: path, from: scope), names: scope.names, server: scope.server)]
    for (number, step) in path.steps.enumerated() {
      if case .key(let key) = step {
        // By far most steps: each place points to one, and only the last key of a row is asked for.
        var isLast = true
        if number + 1 < path.steps.count, case .key = path.steps[number + 1] { isLast = false }
        for index in scopes.indices {
          scopes[index].path.append(.key(key))
          if isLast { scopes[index].names["id"] = key }
        }
      } else {
        scopes = scopes.flatMap { next(step, $0) }
      }
      if scopes.isEmpty { break }
    }
    return scopes
  }

  /// The one place that a path of keys alone points to.
  private func plain(_ path: SettingPath, from scope: SettingsScope) -> [PathStep]? {
    var place = start(of: path, from: scope)
    for step in path.steps {
      guard case .key(let key) = step else { return nil }
      place.append(.key(key))
    }
    return place
  }

  func start(of path: SettingPath, from scope: SettingsScope) -> [PathStep] {
    switch path.start {
    case .here: scope.path
    case .server: scope.server
    case .root: []
    }
  }

  /// Whether the keys that a path begins with are there; what follows a `*`, a list or an item may be there or not.
  func mayLead(_ path: SettingPath, from scope: SettingsScope) -> Bool {
    guard var node = tree[start(of: path, from: scope)] else { return false }
    for step in path.steps {
      guard case .key(let key) = step else { return true }
      guard let next = tree.nodes.value(of: key, in: node) else { return false }
      node = next
    }
    return true
  }

  private func next(_ step: SettingPath.Step, _ scope: SettingsScope) -> [SettingsScope] {
    func named(_ step: PathStep, _ id: String?) -> SettingsScope {
      var names = scope.names
      names["id"] = id
      return SettingsScope(path: scope.path + [step], names: names, server: scope.server)
    }
    switch step {
    case .key(let key): return [named(.key(key), key)]
    case .index(let index): return [named(.index(index), scope.names["id"])]
    case .eachKey: return tree.entries(scope.path).compactMap { $0.key.text.map { named(.key($0), $0) } }
    case .eachMapping: return mappings(below: scope)
    case .eachItem:
      return (tree[scope.path]?.items ?? []).indices.map { named(.index($0), String($0)) }
    case .item(let key, let value):
      let items = tree[scope.path]?.items ?? []
      let found = items.indices.first { tree[scope.path + [.index($0), .key(key)]]?.text == value }
      return found.map { [named(.index($0), value)] } ?? []
    case .assignment(let name):
      // One alone may be written without a list.
      if tree[scope.path]?.text?.hasPrefix(name + "=") == true { return [scope] }
      let items = tree[scope.path]?.items ?? []
      let found = items.indices.first {
        tree[scope.path + [.index($0)]]?.text?.hasPrefix(name + "=") ?? false
      }
      return found.map { [named(.index($0), name)] } ?? []
    }
  }

  /// A file with more mappings than this is searched in part.
  private static let mostMappings = 512

  private func mappings(below scope: SettingsScope) -> [SettingsScope] {
    var found: [SettingsScope] = []
    var open = [scope]
    while let next = open.popLast(), found.count < Self.mostMappings {
      guard let node = tree[next.path] else { continue }
      if node.entries != nil { found.append(next) }
      let steps = node.items?.indices.map(PathStep.index) ?? tree.entries(next.path).compactMap { $0.key.text.map(PathStep.key) }
      open += steps.reversed().map { SettingsScope(path: next.path + [$0], names: next.names, server: next.server) }
    }
    return found
  }

  func exists(_ path: [PathStep]) -> Bool { tree[path] != nil || tree.entry(path) != nil }

  /// Whether nothing is written there, or nothing is in what is.
  func isMissing(_ path: [PathStep]) -> Bool { !exists(path) || tree[path]?.items?.isEmpty ?? false }

  /// The first of the places that is there.
  func first(_ paths: [SettingPath], from scope: SettingsScope) -> [PathStep]? {
    for path in paths {
      if let place = plain(path, from: scope) {
        if exists(place) { return place }
        continue
      }
      for place in places(path, from: scope) where exists(place.path) { return place.path }
    }
    return nil
  }

  /// The place that a path points to, or would point to.
  func place(_ path: SettingPath, from scope: SettingsScope) -> [PathStep]? {
    plain(path, from: scope) ?? places(path, from: scope).first?.path
  }

  /// The node at the first place that a path points to.
  func node(_ path: SettingPath, from scope: SettingsScope) -> Node? {
    guard var node = tree[start(of: path, from: scope)] else { return nil }
    for step in path.steps {
      guard case .key(let key) = step else { return place(path, from: scope).flatMap { tree[$0] } }
      guard let next = tree.nodes.value(of: key, in: node) else { return nil }
      node = tree.nodes.resolve(next)
    }
    return node
  }

  /// The text at a place, without the name of an assignment before it.
  func text(_ path: SettingPath, from scope: SettingsScope) -> String? {
    node(path, from: scope).flatMap { text(of: $0, as: path) }
  }

  func text(at place: [PathStep], as path: SettingPath) -> String? {
    tree[place].flatMap { text(of: $0, as: path) }
  }

  func text(of node: Node, as path: SettingPath) -> String? {
    guard let text = node.text else { return nil }
    if case .assignment(let name)? = path.steps.last { return String(text.dropFirst(name.count + 1)) }
    return text
  }

  func text(_ paths: [SettingPath], from scope: SettingsScope) -> String? {
    paths.lazy.compactMap { text($0, from: scope) }.first
  }

  // MARK: Texts

  /// `nil` where a value in it is not there.
  func text(_ template: TextTemplate, at scope: SettingsScope) -> String? {
    var text = ""
    for part in template.parts {
      switch part {
      case .text(let plain): text += plain
      case .name(let name, let filters):
        guard let value = scope.names[name], let filtered = Self.apply(filters, value) else { return nil }
        text += filtered
      case .value(let path, [.largest]):
        guard let number = largest(path, scope) else { return nil }
        text += String(number)
      case .value(let path, [.count]):
        guard let items = place(path, from: scope).flatMap({ tree[$0]?.items }) else { return nil }
        text += String(items.count)
      case .value(let path, let filters):
        guard let value = self.text(path, from: scope), let filtered = Self.apply(filters, value) else {
          return nil
        }
        text += filtered
      }
    }
    return text
  }

  /// The first that can be said.
  func text(_ templates: [TextTemplate], at scope: SettingsScope) -> String? {
    templates.lazy.compactMap { text($0, at: scope) }.first
  }

  static func apply(_ filters: [TextTemplate.Filter], _ value: String) -> String? {
    var value = value
    for filter in filters {
      switch filter {
      case .number:
        guard let number = Int(value.filter { $0 != "_" }), number > 0 else { return nil }
        value = String(number)
      case .percent(let hundredths):
        guard let number = Double(value), number >= 1, number < 1e12 else { return nil }
        // The fraction in its lowest terms, so that no product is larger than the number.
        var (part, whole) = (hundredths, 100)
        while whole != 0 { (part, whole) = (whole, part % whole) }
        value = String(Int(number) / (100 / part) * (hundredths / part))
      case .quoted: value = "\"\(value)\""
      case .variable:
        let words = value.uppercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        value = (words.first?.first?.isNumber == true ? "_" : "") + words.prefix(4).joined(separator: "_")
      case .after(let mark):
        guard let found = value.indices.first(where: { value[$0...].hasPrefix(mark) }) else { continue }
        value = String(value[value.index(found, offsetBy: mark.count)...])
      case .before(let mark):
        guard let found = value.indices.first(where: { value[$0...].hasPrefix(mark) }) else { continue }
        value = String(value[..<found])
      case .host: value = URLParts(value).host
      case .port:
        guard let port = URLParts(value).port else { return nil }
        value = String(port)
      case .option(let name):
        let words = value.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "=" }
        guard let found = words.firstIndex(where: { $0 == name }), found + 1 < words.endIndex else {
          return nil
        }
        value = String(words[found + 1])
      case .largest, .count: return nil
      case .seconds:
        guard let seconds = seconds(value) else { return nil }
        value = String(seconds)
      case .reference:
        guard let name = VariableReference.name(value) else { return nil }
        value = name
      case .root:
        let parts = URLParts(value)
        value = (parts.scheme.isEmpty ? "http" : parts.scheme) + "://" + parts.authority
      case .atMost(let most):
        guard let number = Int(value) else { return nil }
        value = String(min(number, most))
      case .lowercase: value = value.lowercased()
      }
    }
    return value
  }

  private static func seconds(_ text: String) -> Int? {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
    guard let factor = text.last.flatMap({ units[$0] }) else { return Int(text) }
    return Int(text.dropLast()).flatMap { number in
      let (product, overflow) = number.multipliedReportingOverflow(by: factor)
      return overflow ? nil : product
    }
  }
}

extension ValueType {
  /// Whether a value is of the type; a value that is not written is of none.
  func admits(_ node: Node) -> Bool {
    switch self {
    case .any: true
    case .text: node.scalar?.type == .string
    case .integer(let least):
      node.positive.map { $0 >= least ?? $0 }
        ?? (node.isInteger
          && least.map { least in node.text.flatMap { Int($0) }.map { $0 >= least } ?? true }
            ?? true)
    case .number: node.scalar?.type == .integer || node.scalar?.type == .float
    case .flag: node.scalar?.type == .boolean
    case .null: node.scalar?.type == .null
    case .list: node.items != nil
    case .map: node.entries != nil
    case .words(let words): node.text.map(words.contains) ?? false
    case .either(let types): types.contains { $0.admits(node) }
    }
  }

  /// The value as it was probably meant.
  func corrected(_ node: Node) -> String? {
    switch self {
    case .integer(let least):
      return node.wholeNumber.flatMap { $0 < least ?? 1 ? nil : String($0) }
    case .flag:
      let word = node.text?.lowercased()
      return word == "true" || word == "false" ? word : nil
    case .text:
      guard let scalar = node.scalar, scalar.type != .null else { return nil }
      return "\"\(scalar.text)\""
    case .words(let words): return node.text.flatMap { Nearest.match($0, among: words) }
    default: return nil
    }
  }
}
