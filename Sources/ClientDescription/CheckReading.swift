import Syntax
import Vocabulary

extension DescriptionReader {
  func checks(_ node: Node?) -> [SettingCheck] { items(node).compactMap(check) }

  private func check(_ node: Node) -> SettingCheck? {
    let fields = fields(node, DescriptionPart.check.names)
    var check = SettingCheck()
    if fields["key"] != nil {
      guard let path = path(fields["key"]) else { return nil }
      check.kind = .present(path)
    } else if fields["missing"] != nil {
      guard let path = path(fields["missing"]) else { return nil }
      let value = self.path(fields["shown-value"])
      check.kind = .missing(
        path, shown: value ?? self.path(fields["shown"]), isValue: value != nil,
        orEmpty: flag(fields["or-empty"]) ?? false)
    } else if fields["document"] == nil {
      report(node, "a check needs `key`, `missing` or `document`")
    }
    check.when = condition(fields["when"]) ?? .always
    check.sort = word(fields["kind"], as: CheckKind.self) ?? .setting
    check.status = word(fields["status"], as: KeyStatus.self)
    check.problem = word(fields["problem"], as: ValueFault.self)
    check.name = template(fields["name"])
    check.replacement = templates(fields["replacement"])
    check.corrected = templates(fields["corrected"])
    check.expected = template(fields["expected"])
    check.consequence = template(fields["consequence"])
    check.effect = word(fields["effect"], as: KeyEffect.self)
    check.counterpart = template(fields["counterpart"])
    check.mustBe = type(fields["must-be"])
    check.nearest = texts(fields["nearest"])
    check.nearestKeys = paths(fields["nearest-key-of"])
    check.nearestValues = paths(fields["nearest-value-of"])
    check.isQuoted = flag(fields["quoted"]) ?? false
    check.isFirst = flag(fields["first"]) ?? false
    check.after = text(fields["after"])
    check.valueIsKey = flag(fields["value-is-key"]) ?? false
    return check
  }

  func secrets(_ node: Node?) -> [SecretPlace] {
    items(node).compactMap { item in
      if item.entries == nil { return path(item).map { SecretPlace(at: $0, prefix: "") } }
      let fields = fields(item, DescriptionPart.secret.names)
      guard let path = path(fields["at"]) else { return nil }
      return SecretPlace(
        at: path, prefix: text(fields["prefix"]) ?? "", when: condition(fields["when"]) ?? .always,
        replacement: templates(fields["instead"]), nameEnds: text(fields["names-end-with"]))
    }
  }

  func telemetry(_ node: Node) -> TelemetryPlace? {
    let fields = fields(node, DescriptionPart.telemetry.names)
    guard let at = path(fields["at"]), let says = text(fields["says"]) else { return nil }
    return TelemetryPlace(when: condition(fields["when"]) ?? .always, at: at, says: says, instead: text(fields["instead"]))
  }
}
