import ClientDescription
import Knowledge
import Vocabulary
import Wording

/// A program that talks to the server, as far as a setup writes its settings.
public struct Harness: Sendable {
  /// Where settings are, and how they speak of a context.
  struct Place: Sendable {
    let path: String
    /// The format that writes them, as the registry calls it.
    let format: String
    /// What the context goes to; `nil` where the settings have no place for it.
    let context: Attribute?
    /// A file beside it that is read only where a command line names it.
    let elsewhere: String?
    /// Whether it is about the model that the first file names.
    let isSecond: Bool

    init(_ setup: ClientSetup, at path: String, of client: ClientDescription) {
      self.path = path
      format = client.id
      context = setup.context.map { $0 == .stated ? .contextStated : .contextSent }
      elsewhere = setup.beside?.path
      isSecond = setup.of != nil
    }
  }

  /// `open-webui`
  public let id: String
  /// As readers and people call it.
  public let program: String
  let places: [Place]
  /// Where it holds a second model, which is not its first choice.
  let remotePlaces: [Place]
  let completesCode: Bool
  /// Whether the files of the server start it as well.
  let isBesideServer: Bool
  private let setup: ClientSetup

  /// `nil` for a program that cannot be set up.
  ///
  /// - Parameter clients: all that are described, for further files of the program.
  public init?(_ client: ClientDescription, among clients: [ClientDescription]) {
    guard let setup = client.setup, setup.of == nil else { return nil }
    id = client.id
    program = client.name
    self.setup = setup
    let second = clients.compactMap { other in
      other.setup?.of == client.id ? other.setup.flatMap { setup in setup.path.map { Place(setup, at: $0, of: other) } } : nil
    }
    places = (setup.path.map { [Place(setup, at: $0, of: client)] } ?? []) + second
    remotePlaces =
      setup.remote?.path.map { [Place(setup, at: $0, of: client)] }
      ?? (setup.templates.contains { $0.when == .remote } ? places : [])
    isBesideServer = setup.path == nil && client.isCoded
    completesCode = setup.templates.contains { $0.when == .completion }
  }

  /// Every program that can be set up.
  public static func all(_ clients: [ClientDescription]) -> [Harness] {
    clients.compactMap { Harness($0, among: clients) }
  }

  /// The command that reads a file; `nil` for one that the program reads by itself.
  func start(of path: String) -> String? {
    guard let beside = setup.beside, path.hasSuffix(beside.path) else { return nil }
    return beside.start
  }

  /// How a model elsewhere is chosen in it.
  func choosing(_ remote: CloudModel) -> String {
    let words = setup.remote?.choose.parts.map { part in
      switch part {
      case .text(let text), .name(let text, _): text
      case .value(SettingPath("model"), _): remote.name
      case .value(SettingPath("tokens"), _): Wording.tokens(remote.context)
      case .value(_, let filters):
        "\(filters.reduce(remote.context) { if case .percent(let hundredths) = $1 { $0 * hundredths / 100 } else { $0 } })"
      }
    }
    return program + ": " + (words?.joined() ?? "select \(remote.name)")
  }
}
