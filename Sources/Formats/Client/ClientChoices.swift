import ClientDescription

extension ClientReader {
  /// The models that the settings choose, each with the provider that is named for it.
  func choices() -> [Choice] {
    client.choices.flatMap { place in
      view.places(place.at, from: .root).compactMap { choice(place, $0) }
    }
  }

  private func choice(_ place: ModelChoice, _ scope: SettingsScope) -> Choice? {
    guard view.holds(place.when, at: scope), let path = view.first(place.model, from: scope),
      let written = tree[path]?.text
    else { return nil }
    let prefix = place.prefix.first { written.hasPrefix($0) } ?? ""
    let name = String(written.dropFirst(prefix.count))
    guard !place.aliases.contains(name), place.prefix.isEmpty || !prefix.isEmpty || place.prefix.contains("")
    else {
      return nil
    }
    if let separator = place.separator {
      guard let found = name.indices.first(where: { name[$0...].hasPrefix(separator) }) else {
        return Choice(
          place: place, scope: scope, provider: nil, providerPath: nil, path: path, prefix: "", name: name)
      }
      let provider = String(name[..<found])
      return Choice(
        place: place, scope: scope, provider: provider, providerPath: path, path: path,
        prefix: provider + separator, name: String(name.dropFirst(provider.count + separator.count)))
    }
    let providerPath = view.first(place.provider, from: scope)
    return Choice(
      place: place, scope: scope, provider: place.fixedProvider ?? providerPath.flatMap { tree[$0]?.text },
      providerPath: providerPath, path: path, prefix: prefix, name: name)
  }
}
