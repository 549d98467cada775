import ClientDescription
import Syntax

extension ClientDescription {
  /// The variables that its settings are, for a program that takes them from its environment.
  var variableNames: Set<String> {
    var names = Set(variables.map(\.name))
    func add(_ paths: [SettingPath]) {
      for path in paths {
        guard path.steps.count == 1, case .key(let name)? = path.steps.first, name == name.uppercased() else {
          continue
        }
        names.insert(name)
      }
    }
    func add(_ condition: Condition) {
      switch condition {
      case .all(let parts), .any(let parts): parts.forEach(add)
      case .not(let part): add(part)
      case .setting(let path, _): add([path])
      case .always, .never, .name, .file, .hook, .differ, .elsewhere, .beside, .excerpt,
        .documentation, .example:
        break
      }
    }
    func add(_ checks: [SettingCheck]) {
      for check in checks {
        add(check.when)
        switch check.kind {
        case .present(let path), .missing(let path, _, _, _): add([path])
        case .document: break
        }
      }
    }
    func add(_ use: UseDescription) { add(use.context + use.output + use.tools + use.images) }
    for server in servers {
      add(server.address + server.misreadAddress)
      add(server.when)
      add(server.checks)
      if let models = server.models {
        add(models.name)
        add(models.use)
      }
    }
    for choice in choices {
      add(choice.provider + choice.model)
      add(choice.when)
      add(choice.checks)
      if let use = choice.use { add(use) }
    }
    add(checks)
    return names
  }

  /// The variable of its own that a name was meant to be; `nil` for a name that may be another one.
  func variable(meantBy name: String) -> String? {
    guard name.utf8.count >= 8 else { return nil }
    let known = variableNames
    guard !known.contains(name) else { return nil }
    let near = known.filter { Nearest.isOneLetterOff(name, from: $0) && Nearest.isMisspelling(name, of: $0) }
    // One that is the plural of another may well be read, too.
    guard near.count == 1, let meant = near.first, name + "S" != meant, meant + "S" != name else {
      return nil
    }
    return meant
  }
}
