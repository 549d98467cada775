import ClientDescription
import Diagnostics
import Formats
import Knowledge
import RuleEngine
import Syntax

/// `.ollama-lint.yaml`: what a project says once instead of on every command line.
public struct ProjectConfiguration: Sendable {
  public struct MachineEntry: Sendable {
    /// Which files are about it; `nil` for all.
    public let glob: String?
    public let machine: Machine
  }

  public var select: [String] = []
  public var ignore: [String] = []
  /// Rules that are silent in files that match a pattern.
  public var perFileIgnores: [(glob: String, rules: [String])] = []
  public var exclude: [String] = []
  public var failOn: String?
  /// A file of findings to live with, from the working directory.
  public var baseline: String?
  public var severities: [String: Severity] = [:]
  public var machines: [MachineEntry] = []
  public var rules: [Rule] = []
  /// What is known of models, with those that the project describes.
  public var models = ModelCatalogue.standard
  /// What is known of graphics cards, with those that the project describes.
  public var cards = GPUCatalogue.standard
  /// Programs that the project describes itself.
  public var clients: [ClientEntry] = []
  /// The files of its own rules and descriptions.
  public var ownFiles: Set<String> = []
  /// What `init` is to generate.
  public var wanted: Wanted?

  /// The deployment that files are generated for, in the words of the command line.
  public struct Wanted: Sendable, Equatable {
    public var topology = ""
    public var harnesses: [String] = []
    public var prefer: String?
    public var context: Int?
    public var model: String?
    public var vision = false
    public var offlineOnly = false
    /// Whether what does not fit may be given a model elsewhere.
    public var remote = true

    public init() {}
  }

  public init() {}

  /// The file's name.
  public static let fileName = ".ollama-lint.yaml"

  /// The machine that a file is about: the first entry whose pattern matches, else the one for all.
  public func machine(for path: String) -> Machine? {
    (machines.first { $0.glob.map { Wildcard.matches($0, path: path) } ?? false }
      ?? machines.first { $0.glob == nil })?
      .machine
  }

  /// Every key with its type in words; the schema and the messages go by it.
  static let keys: [String] = [
    "select", "ignore", "per-file-ignores", "exclude", "fail-on", "severity", "machine", "machines", "rules",
    "clients", "models", "gpus", "baseline", "wanted",
  ]
}

/// A mistake in the project's configuration, with its place.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
  public let path: String
  public let position: TextPosition
  public let message: String

  public var description: String { "\(path):\(position.line):\(position.column): \(message)" }
}

/// Reads `.ollama-lint.yaml`.
public struct ConfigurationReader {
  private let path: String
  private let source: SourceText
  private let lines: LineTable
  private let ruleSource: (String) -> SourceText?

  /// - Parameter ruleSource: gives the text of a rule file inside the repository, by its path from there.
  public init(path: String, bytes: [UInt8], ruleSource: @escaping (String) -> SourceText?) {
    self.path = path
    source = SourceText(bytes)
    lines = LineTable(bytes)
    self.ruleSource = ruleSource
  }

  func fail(_ range: TextRange, _ message: String) -> ConfigurationError {
    ConfigurationError(path: path, position: lines.position(at: range.start), message: message)
  }

  public func read() throws(ConfigurationError) -> ProjectConfiguration {
    var configuration = ProjectConfiguration()
    let document: NodeDocument?
    do {
      document = try YAMLParser.parse(source).first
    } catch {
      throw fail(error.range, error.message)
    }
    guard let document, let root = document.root, root.scalar?.type != .null else { return configuration }
    guard root.entries != nil else { throw fail(root.range, "expected a mapping of settings") }
    // Machines are described by the cards that are known, whatever stands first.
    if let gpus = document.value(of: "gpus", in: root) {
      configuration.cards = configuration.cards.adding(try cards(document.resolve(gpus), document))
    }
    for entry in document.entries(of: root) {
      let value = document.resolve(entry.value)
      switch entry.key.text ?? "" {
      case "gpus": break
      case "models": configuration.models = try models(value, document)
      case "select": configuration.select = try texts(value)
      case "ignore": configuration.ignore = try texts(value)
      case "exclude": configuration.exclude = try patterns(value)
      case "wanted": configuration.wanted = try wanted(value, document)
      case "baseline":
        guard let text = value.text, value.items == nil, Path.join("", text) != nil else {
          throw fail(value.range, "expected the path of a file in this repository")
        }
        configuration.baseline = text
      case "fail-on": configuration.failOn = try word(value, ["error", "warning", "info", "never"])
      case "per-file-ignores":
        for item in try entries(value) {
          guard let glob = try patterns(item.key).first else { continue }
          configuration.perFileIgnores.append((glob, try texts(document.resolve(item.value))))
        }
      case "severity":
        for item in try entries(value) {
          let level = try word(document.resolve(item.value), Severity.allCases.map(\.rawValue))
          configuration.severities[item.key.text ?? ""] = Severity(rawValue: level)
        }
      case "machine":
        configuration.machines.append(
          .init(glob: nil, machine: try machine(value, document, configuration.cards)))
      case "machines":
        guard let items = value.items else { throw fail(value.range, "expected a list of machines") }
        for item in items {
          configuration.machines.append(
            try machineEntry(document.resolve(item), document, configuration.cards))
        }
      case "rules":
        configuration.rules = try rules(value)
        configuration.ownFiles.formUnion(try texts(value))
      case "clients":
        configuration.clients = try clients(value, document)
        configuration.ownFiles.formUnion((value.items?.map(document.resolve) ?? [value]).compactMap(\.text))
      default:
        let near = Nearest.match(entry.key.text ?? "", among: ProjectConfiguration.keys)
        throw fail(
          entry.key.range,
          "unknown setting \(entry.key.text ?? "")" + (near.map { "; did you mean \($0)?" } ?? ""))
      }
    }
    return configuration
  }

  private func wanted(
    _ node: Node, _ document: NodeDocument
  ) throws(ConfigurationError) -> ProjectConfiguration.Wanted {
    var wanted = ProjectConfiguration.Wanted()
    for item in try entries(node) {
      let value = document.resolve(item.value)
      switch item.key.text ?? "" {
      case "topology": wanted.topology = value.text ?? ""
      case "harnesses": wanted.harnesses = try texts(value)
      case "prefer": wanted.prefer = try word(value, ["quality", "speed"])
      case "context":
        guard let tokens = value.text.flatMap({ Int($0) }), tokens > 0 else {
          throw fail(value.range, "expected a number of tokens")
        }
        wanted.context = tokens
      case "model": wanted.model = value.text
      case "vision": wanted.vision = try flag(value)
      case "offline-only": wanted.offlineOnly = try flag(value)
      case "remote": wanted.remote = try flag(value)
      default:
        throw fail(
          item.key.range,
          "unknown setting \(item.key.text ?? "") in wanted; known are topology, harnesses, prefer, context, model, vision, offline-only and remote"
        )
      }
    }
    return wanted
  }

  func entries(_ node: Node) throws(ConfigurationError) -> [Node.Entry] {
    guard let entries = node.entries else { throw fail(node.range, "expected a mapping") }
    return entries
  }

  func texts(_ node: Node) throws(ConfigurationError) -> [String] {
    if let text = node.text, node.items == nil { return [text] }
    guard let items = node.items else { throw fail(node.range, "expected a list") }
    var texts: [String] = []
    for item in items {
      guard let text = item.text else { throw fail(item.range, "expected a text") }
      texts.append(text)
    }
    return texts
  }

  /// Patterns of paths, each no longer than a path can be.
  private func patterns(_ node: Node) throws(ConfigurationError) -> [String] {
    let all = try texts(node)
    guard all.allSatisfy({ $0.utf8.count <= Wildcard.longest }) else {
      throw fail(node.range, "a pattern has more than \(Wildcard.longest) bytes")
    }
    return all
  }

  func flag(_ node: Node) throws(ConfigurationError) -> Bool {
    try word(node, ["true", "false"]) == "true"
  }

  func word(_ node: Node, _ words: [String]) throws(ConfigurationError) -> String {
    guard let text = node.text, words.contains(text) else {
      throw fail(node.range, "expected one of \(words.joined(separator: ", "))")
    }
    return text
  }

  private func machineEntry(
    _ node: Node, _ document: NodeDocument, _ cards: GPUCatalogue
  ) throws(ConfigurationError) -> ProjectConfiguration.MachineEntry {
    guard let value = document.value(of: "path", in: node), let path = try patterns(value).first else {
      throw fail(node.range, "expected path: with a pattern of the files for this machine")
    }
    return .init(glob: path, machine: try machine(node, document, cards))
  }

  private func machine(
    _ node: Node, _ document: NodeDocument, _ cards: GPUCatalogue
  ) throws(ConfigurationError) -> Machine {
    var gpu: String?
    var vram: Int?
    var ram: Int?
    var held = 0
    var os: Machine.OperatingSystem?
    for entry in try entries(node) {
      let value = document.resolve(entry.value)
      switch entry.key.text ?? "" {
      case "gpu": gpu = try cardNames(value)
      case "vram": vram = try size(value)
      case "ram": ram = try size(value)
      case "held": held = try size(value)
      case "os": os = Machine.OperatingSystem(rawValue: try word(value, ["linux", "macos", "windows"]))
      case "path": break
      default:
        let near = Nearest.match(entry.key.text ?? "", among: ["gpu", "vram", "ram", "held", "os", "path"])
        throw fail(
          entry.key.range,
          "unknown machine setting \(entry.key.text ?? "")" + (near.map { "; did you mean \($0)?" } ?? ""))
      }
    }
    let machine: Machine?
    do {
      machine = try MachineDescription.machine(
        gpu: gpu, vram: vram, ram: ram, held: held, os: os, source: .project, cards: cards)
    } catch {
      throw fail(node.range, error.message)
    }
    guard let machine else { throw fail(node.range, "expected gpu, vram, ram or os") }
    return machine
  }

  /// The names of graphics cards, as one text or as a list.
  private func cardNames(_ node: Node) throws(ConfigurationError) -> String {
    let names = try texts(node).filter { !$0.isEmpty }
    guard !names.isEmpty else { throw fail(node.range, "expected a GPU such as RTX 3090, or none") }
    return names.joined(separator: " + ")
  }

  func size(_ node: Node) throws(ConfigurationError) -> Int {
    guard let text = node.text, let bytes = MachineDescription.bytes(text) else {
      throw fail(node.range, "expected a size such as 8GiB")
    }
    return bytes
  }

  private func rules(_ node: Node) throws(ConfigurationError) -> [Rule] {
    var rules: [Rule] = []
    for file in try texts(node) {
      guard let text = ruleSource(file) else {
        throw fail(node.range, "rule file \(file) is not in this repository")
      }
      let parts = file.split(separator: "/").suffix(2).joined(separator: "/")
      let id = String(parts.prefix(upTo: parts.lastIndex(of: ".") ?? parts.endIndex))
      do {
        rules.append(try RuleDecoder.rule(id: id, file: file, source: text))
      } catch {
        throw fail(node.range, error.errors.map(\.description).joined(separator: "\n"))
      }
    }
    return rules
  }
}

extension ConfigurationReader {
  /// Descriptions in the form of the built-in ones: written here, or in files of the repository.
  private func clients(_ node: Node, _ document: NodeDocument) throws(ConfigurationError) -> [ClientEntry] {
    var clients: [ClientEntry] = []
    for item in node.items?.map(document.resolve) ?? [node] {
      do {
        let (client, signs) = try client(item, document)
        clients.append(ClientEntry(client, signs: signs))
      } catch let error as DescriptionErrors {
        throw fail(item.range, error.errors.map(\.description).joined(separator: "\n"))
      } catch let error as ConfigurationError {
        throw error
      } catch {
        throw fail(item.range, "this is not a description")
      }
    }
    return clients
  }

  private func client(_ node: Node, _ document: NodeDocument) throws -> (ClientDescription, FileSigns) {
    guard node.entries == nil else {
      return try ClientDecoder.client(file: path, source: source, node: node, in: document)
    }
    guard let file = node.text, let text = ruleSource(file) else {
      throw fail(node.range, "there is no client file \(node.text ?? "of that name") in this repository")
    }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let id = String(name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex))
    return try ClientDecoder.client(id: id, file: file, source: text)
  }
}

extension ProjectConfiguration {
  /// The configuration that governs a path: the nearest one in its directory or above, up to the repository.
  public static func path(for path: String) -> String? {
    guard let real = FileSystem.realPath(path) ?? FileSystem.realPath(".") else { return nil }
    var directory = real
    if FileSystem.status(of: real)?.kind != .directory {
      directory = String(real[..<(real.lastIndex(of: "/") ?? real.startIndex)])
    }
    while true {
      let candidate = (directory == "/" ? "" : directory) + "/" + fileName
      if FileSystem.status(of: candidate, followingLink: true)?.kind == .file { return candidate }
      if FileSystem.status(of: directory + "/.git") != nil { return nil }
      guard let slash = directory.lastIndex(of: "/"), slash != directory.startIndex else { return nil }
      directory = String(directory[..<slash])
    }
  }
}
