import Vocabulary

/// What a fix took away, by what the files mean before and after it.
///
/// The rules say which hazards their changes have; this looks at what came of them, whichever format wrote it.
enum ObservedHazards {
  /// - Parameter changes: the fixes between the two. What makes a key that nobody read take effect is what its author
  ///   asked for, and counts for nothing here.
  static func between(_ before: DeploymentGraph, _ after: DeploymentGraph, changes: [Change]) -> Set<Hazard> {
    var found: Set<Hazard> = []
    let repairs = changes.contains { change in
      if case .set(let attribute, _) = change.action, change.fact.subject == .key {
        return [.name, .value, .status].contains(attribute)
      }
      return false
    }
    for fact in before.facts {
      guard let now = after[fact.id] else { continue }
      if !repairs {
        // Who does not wait for a check that is new starts as before; only the loss of `startsBefore` is a wait.
        for (attribute, value) in now.attributes where value.range != nil {
          guard let hazard = attribute.hazard, fact.attributes[attribute]?.value != value.value,
            attribute != .startsBefore || fact.has(attribute)
          else { continue }
          found.insert(hazard)
        }
      }
      for (attribute, value) in fact.attributes where value.range != nil && now.attributes[attribute] == nil {
        if let hazard = attribute.hazard, !repairs || attribute == .gpu { found.insert(hazard) }
      }
    }
    return found
  }
}
