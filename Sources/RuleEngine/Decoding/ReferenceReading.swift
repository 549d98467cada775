import Syntax
import Vocabulary
import Wording

extension Relation {
  /// What a fact so related is; `nil` for the owner and the base, which may be anything.
  var subject: Subject? {
    switch self {
    case .server: .server
    case .service: .service
    case .model: .model
    case .client: .client
    case .machine: .machine
    case .use, .route: .modelUse
    case .endpoint: .endpoint
    case .owner, .base: nil
    }
  }
}

/// What the name of an attribute turned out to be.
enum NameLookup {
  case found(AttributeReference)
  /// A sentence without its end; `nearest` is there if the name looks like a typo.
  case notFound(String, nearest: String?)
}

extension RuleReader {
  /// The attribute that `name` means in a rule about `subject`: `context`, `server.context`, or the
  /// subject's own with its name before it (`model-use.roles` in a rule on `model-use`).
  func lookUp(_ name: String, on subject: Subject) -> NameLookup {
    if let attribute = Attribute(named: name) {
      return check(attribute, isHadBy: subject, relation: nil, of: subject, written: name)
    }
    guard let dot = name.firstIndex(of: ".") else {
      return unknown(name, prefix: "", of: subject, on: subject)
    }
    let head = String(name[..<dot])
    let rest = String(name[name.index(after: dot)...])
    if head == subject.rawValue {
      guard let attribute = Attribute(named: rest) else {
        return unknown(rest, prefix: head + ".", of: subject, on: subject)
      }
      return check(attribute, isHadBy: subject, relation: nil, of: subject, written: name)
    }
    if let relation = Relation(rawValue: head) {
      guard let attribute = Attribute(named: rest) else {
        return unknown(rest, prefix: head + ".", of: relation.subject, on: subject)
      }
      return check(attribute, isHadBy: relation.subject, relation: relation, of: subject, written: name)
    }
    if Attribute(named: rest) != nil {
      let relations = Relation.allCases.map(\.rawValue)
      let known = Nearest.match(head, among: relations)
      return .notFound(
        "unknown relation `\(head)`" + suggestion(for: head, among: relations, or: relations),
        nearest: known.map { $0 + "." + rest })
    }
    return unknown(name, prefix: "", of: subject, on: subject)
  }

  /// The attribute that a scalar names, noting why if it names none.
  func reference(_ node: Node) -> AttributeReference? {
    guard let name = node.text else { return unreadable(node, "expected an attribute name") }
    guard let subject else { return nil }
    return reference(name, on: subject, at: node.range)
  }

  func reference(_ name: String, on subject: Subject, at range: TextRange) -> AttributeReference? {
    switch lookUp(name, on: subject) {
    case .found(let reference): return reference
    case .notFound(let message, _):
      return unreadable(range, message)
    }
  }

  private func check(
    _ attribute: Attribute, isHadBy holder: Subject?, relation: Relation?, of subject: Subject,
    written: String
  ) -> NameLookup {
    let holders = attribute.declaration.subjects
    if let holder, !holders.contains(holder) {
      let names = holders.map(\.rawValue).sorted()
      let relations = Relation.allCases.filter { $0.subject.map(holders.contains) ?? false }
      let instead = relations.isEmpty ? nil : relations[0].rawValue + "." + attribute.name
      return .notFound(
        "`\(attribute.name)` is an attribute of \(Wording.list(names)), not of \(holder.rawValue)"
          + (instead.map { "; did you mean `\($0)`?" } ?? ""), nearest: instead)
    }
    return .found(AttributeReference(relation, attribute))
  }

  private func unknown(_ name: String, prefix: String, of holder: Subject?, on subject: Subject) -> NameLookup {
    let all = Attribute.allCases.filter { attribute in
      holder.map { attribute.declaration.subjects.contains($0) } ?? true
    }.map(\.name)
    let known = Nearest.match(name, among: all).map { prefix + $0 }
    let place = holder.map { " of \($0.rawValue)" } ?? ""
    return .notFound(
      "unknown attribute `\(name)`\(place)" + (known.map { "; did you mean `\($0)`?" } ?? ""),
      nearest: known)
  }
}
