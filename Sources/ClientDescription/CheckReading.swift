import Syntax
import Vocabulary

extension DescriptionReader {
  mutating func checks(_ node: Node?) -> [SettingCheck] {
    var all: [SettingCheck] = []
    for item in items(node) { all += check(item) }
    return all
  }

  private mutating func check(_ node: Node) -> [SettingCheck] {
    let fields = fields(node, DescriptionPart.check.names)
    var check = SettingCheck()
    if fields["key"] != nil {
      guard let path = path(fields["key"]) else { return [] }
      check.kind = .present(path)
    } else if fields["missing"] != nil {
      guard let path = path(fields["missing"]) else { return [] }
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
    check.counterpart = template(fields["counterpart"])
    check.mustBe = type(fields["must-be"])
    check.nearest = texts(fields["nearest"])
    check.nearestKeys = paths(fields["nearest-key-of"])
    check.nearestValues = paths(fields["nearest-value-of"])
    check.isQuoted = flag(fields["quoted"]) ?? false
    check.isFirst = flag(fields["first"]) ?? false
    check.after = text(fields["after"])
    check.valueIsKey = flag(fields["value-is-key"]) ?? false
    return [check]
  }

  mutating func secrets(_ node: Node?) -> [SecretPlace] {
    var all: [SecretPlace] = []
    for item in items(node) {
      if item.entries == nil {
        if let path = path(item) { all.append(SecretPlace(at: path, prefix: "")) }
        continue
      }
      let fields = fields(item, DescriptionPart.secret.names)
      guard let path = path(fields["at"]) else { continue }
      all.append(
        SecretPlace(
          at: path, prefix: text(fields["prefix"]) ?? "", when: condition(fields["when"]) ?? .always,
          replacement: templates(fields["instead"]),
          nameEnds: text(fields["names-end-with"])))
    }
    return all
  }

  mutating func telemetry(_ node: Node) -> [TelemetryPlace] {
    let fields = fields(node, DescriptionPart.telemetry.names)
    guard let at = path(fields["at"]), let says = text(fields["says"]) else { return [] }
    return [TelemetryPlace(when: condition(fields["when"]) ?? .always, at: at, says: says, instead: text(fields["instead"]))]
  }
}
