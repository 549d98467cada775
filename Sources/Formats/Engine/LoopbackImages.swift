import Knowledge
import Vocabulary

/// Images whose server listens on the container's own loopback unless a container says otherwise, so that a published port
/// points to nothing.
struct LoopbackImage {
  let repository: String
  /// Beginnings or ends of the tags that are so; any where it is empty.
  var tags: [String] = []
  let program: String
  /// Words in the command or the environment that set the address, one is enough.
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
    guard network.host == nil, network.namespace == .own, !hasUnknownParts, environment.isComplete,
      !id.document.isDocumentation
    else { return [] }
    if let told = toldLoopback { return [told] }
    guard let known = LoopbackImage.all.first(where: { image.name.isOne(of: [$0.repository]) }),
      known.tags.isEmpty || known.tags.contains(where: { isTagged($0) }),
      let port = ports.first(where: { port in
        port.address != nil && (known.port == nil || port.containerPort?.value == known.port)
      })
    else { return [] }
    // A word that only a variable knows may be an option's value; alone it may be any option.
    let written = arguments.map { $0.text ?? $0.raw }
    guard !arguments.indices.contains(where: { isOpen($0) }) else { return [] }
    let words = written + (command?.value ?? []) + (entrypoint ?? [])
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
        id.address + place, name: known.program, kind: "engine", format: format, problem: .loopback,
        corrected: arguments.isEmpty ? nil : option, expected: known.remedy, at: port.at, owner: id)
    ].filter { _ in isOwn(port.at) }
  }

  /// Whether a word may be options of any kind: `$EXTRA_ARGS`, unless it is the value of the option before it.
  private func isOpen(_ index: Int) -> Bool {
    let word = arguments[index]
    guard word.text == nil, word.raw.hasPrefix("$") else { return false }
    return index == 0 || !arguments[index - 1].raw.hasPrefix("-")
  }

  /// `--host 127.0.0.1` of a server whose port is published, or `LLAMA_ARG_HOST=localhost`.
  private var toldLoopback: Fact? {
    let line = wholeLine
    let started = EngineImage.started(by: line.map(\.text))?.engine.name
    // Another container may have the same loopback, and what is built here may pass requests on.
    guard !network.sharesLoopback, image.build == nil, ports.contains(where: { $0.address != nil }),
      let program = started ?? (entrypoint == nil ? EngineImage.program(in: image.name)?.name : nil)
    else { return nil }
    func make(_ place: [String], _ value: String, corrected: String?, expected: String, at range: SourceRange) -> Fact? {
      guard isOwn(range) else { return nil }
      return SettingFact.make(
        id.address + place, name: program, value: value, kind: "engine", format: format, problem: .loopback,
        corrected: corrected, expected: expected, at: range, owner: id)
    }
    if let option = EngineOption.value(of: Self.hostOptions, in: line.map(\.text)) {
      guard let text = option.text, Self.isLoopback(text) else { return nil }
      // Words of a shell's line are not found again by their number.
      let index = arguments.firstIndex { $0.at == line[option.index].at && $0.text == line[option.index].text }
      return make(
        index.map { ["words", "path", String($0), "1"] } ?? ["loopback"], "\(option.name) \(text)",
        corrected: index.map { _ in "0.0.0.0" }, expected: "\(option.name) 0.0.0.0", at: line[option.index].at)
    }
    guard program == EngineImage.llamaServer, let variable = environment.last("LLAMA_ARG_HOST"), let value = variable.value,
      Self.isLoopback(value)
    else { return nil }
    return make(
      ["loopback"], "\(variable.name)=\(value)", corrected: nil, expected: "\(variable.name)=0.0.0.0", at: variable.valueAt)
  }

  private static let hostOptions = ["--host", "--hostname"]

  /// Whether a server that listens on a host is out of reach from outside of the container.
  private static func isLoopback(_ host: String) -> Bool {
    host != "0.0.0.0" && HostNames.isLoopback(host.lowercased())
  }

  private func isTagged(_ word: String) -> Bool {
    image.name.tag.map { $0.hasPrefix(word) || $0.hasSuffix("-" + word) } ?? false
  }
}
