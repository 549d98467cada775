import Knowledge
import Vocabulary

/// What each client's settings are wanted to say.
struct HarnessFiles {
  let request: SetupRequest
  /// Where clients find the server.
  let address: String

  func all(_ harness: Harness, _ choice: ModelChoice) -> [Wanted] {
    local(harness, choice)
      + (choice.remote.map { remote in harness.remotePlaces.map { use(remote, $0, of: harness) } } ?? [])
  }

  private func local(_ harness: Harness, _ choice: ModelChoice) -> [Wanted] {
    let isAlone = choice.remote == nil
    let agent = harness.places.map { use(choice.agent, ["agent", "edit", "chat"], $0, of: harness, isAlone) }
    guard harness.completesCode, let autocomplete = choice.autocomplete else { return agent }
    return agent + harness.places.map { use(autocomplete, ["autocomplete"], $0, of: harness, isAlone) }
  }

  private func use(_ remote: CloudModel, _ place: Harness.Place, of harness: Harness) -> Wanted {
    let context = Value.integer(remote.context)
    return Wanted(
      .modelUse, remote.name, in: place.path, as: place.format,
      [
        .roles: .texts(["chat"]), .url: .text(address), .context: context,
        .outputStated: .integer(min(remote.answer, remote.context / 4)), .images: .flag(remote.seesImages),
      ], settings: place.context.map { [($0, context)] } ?? []
    ) { fact, graph in
      fact.flag(.isCloud) == true && graph.fact(.client, of: fact)?.text(.kind) == harness.program
    }
  }

  /// - Parameter isAlone: whether a model elsewhere that the client has does for this one too.
  private func use(
    _ model: ModelChoice.Model, _ roles: [String], _ place: Harness.Place, of harness: Harness, _ isAlone: Bool
  ) -> Wanted {
    let context = Value.integer(model.settings.context)
    return Wanted(
      .modelUse, model.name, in: place.path, or: place.elsewhere, as: place.format,
      [
        .roles: .texts(roles), .url: .text(address), .context: context,
        .outputStated: .integer(min(8192, model.settings.context / 4)), .images: .flag(request.needsVision),
        .noCloud: .flag(request.isOffline),
      ], settings: place.context.map { [($0, context)] } ?? []
    ) { fact, graph in
      guard graph.fact(.client, of: fact)?.text(.kind) == harness.program,
        isAlone || fact.flag(.isCloud) != true
      else { return false }
      if place.isSecond { return fact.id.document.path.hasSuffix(place.path) }
      return !Set(fact.roles.map(\.rawValue)).isDisjoint(with: roles)
    }
  }
}
