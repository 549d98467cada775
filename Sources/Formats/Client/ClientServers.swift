import ClientDescription
import Syntax

extension ClientReader {
  /// The servers that the settings name, and those that the program brings along.
  func servers() -> [Server] {
    var seen: Set<[PathStep]> = []
    var servers: [Server] = []
    for place in client.servers {
      if place.isBuiltIn {
        guard let id = place.id.flatMap({ view.text($0, at: .root) }),
          !servers.contains(where: { $0.id == id })
        else { continue }
        servers.append(
          Server(
            place: place, scope: .root, id: id, isLocal: true, isOllama: isOllama(place, .root), isOther: false,
            isWritten: false, api: place.api ?? .openai, shape: .any))
        continue
      }
      for var scope in view.places(place.at, from: .root)
      where view.exists(scope.path) || scope.path.isEmpty || place.isOptional {
        scope.server = scope.path
        scope.names["address"] = url(place, scope)
        let id = place.id.flatMap { view.text($0, at: scope) } ?? scope.names["id"] ?? ""
        guard view.holds(place.when, at: scope), seen.insert(scope.path + [.key(id)]).inserted else {
          continue
        }
        let isLocal = !view.holds(place.isOff, at: scope) && self.isLocal(place, scope)
        let isOllama = self.isOllama(place, scope)
        scope.names["ollama"] = isOllama ? "true" : "false"
        scope.names["server"] = id
        let rule = place.apis.first { view.holds($0.when, at: scope) }
        servers.append(
          Server(
            place: place, scope: scope, id: id, isLocal: isLocal, isOllama: isOllama,
            isOther: !isOllama && view.holds(place.isOther, at: scope),
            isWritten: !place.isOptional || tree[scope.path]?.entries != nil,
            api: rule?.api ?? (place.apis.isEmpty ? place.api ?? .openai : nil),
            shape: rule?.shape ?? (place.apis.isEmpty ? place.shape : .any)))
      }
    }
    return servers
  }

  private func url(_ place: ServerPlace, _ scope: SettingsScope) -> String? {
    Self.addresses(of: place, scope, in: view).lazy.compactMap { view.text(at: $0.place, as: $0.path) }.first
      ?? view.text(place.misreadAddress, from: scope)
      ?? place.fallback.flatMap { view.text($0, at: scope) }
  }

  /// Where addresses of a server are that count.
  static func addresses(
    of place: ServerPlace, _ scope: SettingsScope, in view: SettingsView
  ) -> [(path: SettingPath, place: [PathStep])] {
    place.address.flatMap { path in
      view.places(path, from: scope).filter { found in
        view.exists(found.path) && place.addressWhen[path].map { view.holds($0, at: found) } ?? true
      }
      .map { (path, $0.path) }
    }
  }

  private func isLocal(_ place: ServerPlace, _ scope: SettingsScope) -> Bool {
    if let condition = place.isLocal { return view.holds(condition, at: scope) }
    return url(place, scope).map(LocalServer.isLocal) ?? view.holds(place.presumedLocal, at: scope)
  }

  private func isOllama(_ place: ServerPlace, _ scope: SettingsScope) -> Bool {
    if let condition = place.isOllama { return view.holds(condition, at: scope) }
    return url(place, scope).map(LocalServer.isOllama) ?? view.holds(place.presumedOllama, at: scope)
  }
}
