import Vocabulary

/// Images whose server listens on the container's own loopback unless a container says otherwise, so that a published port
/// points to nothing.
struct LoopbackImage {
  let repository: String
  /// Beginnings or ends of the tags that are so; any where it is empty.
  var tags: [String] = []
  let program: String
  /// Words of which one in the command or the environment says the address.
  let signs: [String]
  /// What to add.
  let remedy: String
  /// What the command must have for the server to be started at all; anything where it is empty.
  var starts: [String] = []
  /// The server's port in the container, where the image has another server as well.
  var port: Int?
}

extension ContainerSpec {
  func loopbackFacts() -> [Fact] {
    let name = image.name.repository.lowercased()
    guard network.host == nil, network.namespace == .own, !hasUnknownParts, environment.isComplete,
      !id.document.isDocumentation,
      let known = LoopbackImage.all.first(where: {
        name == $0.repository || name.hasSuffix("/" + $0.repository)
      }), known.tags.isEmpty || known.tags.contains(where: { isTagged($0) }),
      let port = ports.first(where: { port in
        port.address != nil && (known.port == nil || port.containerPort?.value == known.port)
      })
    else { return [] }
    let words = (command?.value ?? []) + (entrypoint ?? [])
    let pieces = words.flatMap { $0.split(separator: " ").map(String.init) }
    guard known.starts.isEmpty || pieces.contains(where: known.starts.contains),
      !known.signs.contains(where: { sign in
        words.contains { $0.contains(sign) } || environment.effective(sign) != nil
      }),
      // A script of the user's own may set anything.
      !words.contains(where: { $0.contains(".sh") })
    else { return [] }
    let option = known.remedy.hasPrefix("--") ? known.remedy.replacing(" in the command", with: "") : nil
    let place = option == nil || arguments.isEmpty ? ["loopback"] : ["words", "append", String(arguments.count - 1), "1"]
    return [
      SettingFact.make(
        FactID(.key, port.at.document, id.address + place), name: known.program, value: nil,
        kind: "engine", format: format, problem: .loopback, corrected: arguments.isEmpty ? nil : option,
        expected: known.remedy, at: port.at, owner: id)
    ].filter { _ in isOwn(port.at) }
  }

  private func isTagged(_ word: String) -> Bool {
    image.name.tag.map { $0.hasPrefix(word) || $0.hasSuffix("-" + word) } ?? false
  }
}
