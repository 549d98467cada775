import Syntax
import Vocabulary

/// Settings of a program that nobody describes, which a Compose file of the repository mounts into a container: an address on
/// `localhost` in them is the container itself.
///
/// The mount is all that has to be known of the program.
enum MountedSettingsFormat: Format {
  static let name = "mounted-settings"

  static func hint(_ name: FileName) -> NameHint {
    guard name.hasSuffix(".json", ".toml", ".yaml", ".yml", ".ini") else { return .no }
    return ["config", "setting", "run.y", "conf."].contains(where: name.lowercased.contains) ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    guard !candidate.path.isEmpty, hint(candidate.name) > .no else { return .no }
    return addresses.contains(where: candidate.mentions) ? .byContent : .no
  }

  /// Addresses of Ollama and LM Studio on the program's own machine.
  private static let addresses = [
    "http://localhost:11434", "http://127.0.0.1:11434", "http://localhost:1234/v1",
    "http://127.0.0.1:1234/v1",
  ]

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    guard let mount = MountedFiles.of(workspace).mount(of: document.id.path) else { return reading }
    let bytes = document.source.bytes
    reading.facts = Self.addresses.flatMap { address -> [Fact] in
      let needle = Array(address.utf8)
      var found: [Fact] = []
      var position = 0
      while found.count < 8, let range = bytes[position...].firstRange(of: needle) {
        position = range.upperBound
        // Not the beginning of another port.
        if let next = bytes[position...].first, (0x30...0x39).contains(next) { continue }
        // Nor what is commented out.
        let line = bytes[document.source.lineStart(of: range.lowerBound)..<range.lowerBound]
        if line.contains(bytesOf: " #") || line.drop(while: { $0 == 0x20 }).first == UInt8(ascii: "#") { continue }
        found.append(fact(address, TextRange(range.lowerBound, range.upperBound), mount, document))
      }
      return found
    }
    return reading
  }

  private static func fact(
    _ address: String, _ range: TextRange, _ mount: MountedFiles.Mount, _ document: Document
  ) -> Fact {
    SettingFact.make(
      FactID(.key, document.id, ["address", String(range.start)]), name: address, value: mount.file,
      kind: mount.isFolder ? "mounted-folder" : "mounted-file", format: "mounted settings",
      problem: .loopback, counterpart: mount.service, replacement: mount.server,
      at: document.at(range))
  }
}

/// What the Compose files of a repository mount from it into containers that have a network of their own.
struct MountedFiles: Sendable, Equatable {
  struct Mount: Sendable, Equatable {
    /// The file or folder, from the root.
    let source: String
    let service: String
    /// The Compose file.
    let file: String
    /// The Ollama of the same file, if there is one.
    let server: String?
    var isFolder = false
  }

  private let mounts: [Mount]

  static func of(_ workspace: any Workspace) -> MountedFiles {
    workspace.remembered("which files are mounted into containers") { MountedFiles(in: $0) }
  }

  private init(in workspace: any Workspace) {
    var mounts: [Mount] = []
    _ = WorkspaceWalk.first(in: workspace) { path -> Bool? in
      guard ComposeFormat.isComposeName(FileName(path: path).lowercased), mounts.count < 512 else {
        return nil
      }
      mounts += workspace.remembered("what does \(path) mount") { Self.mounts(at: path, in: $0) }
      return nil
    }
    self.mounts = mounts
  }

  private static func mounts(at path: String, in workspace: any Workspace) -> [Mount] {
    guard let source = workspace.source(at: path), source.bytes.count < 1 << 18,
      let tree = try? YAMLParser.parse(source).first, let services = tree.node(at: ["services"])
    else { return [] }
    let entries = tree.entries(of: services).prefix(128)
    let server = entries.first { entry in
      tree.value(of: "image", in: entry.value)?.text.map { ImageName($0).isOllama } ?? false
    }?.key.text
    return entries.flatMap { mounts(of: $0, in: tree, at: path, server: server) }
  }

  private static func mounts(
    of entry: Node.Entry, in tree: NodeDocument, at path: String, server: String?
  ) -> [Mount] {
    let service = tree.resolve(entry.value)
    let image = tree.value(of: "image", in: service)?.text.map { ImageName($0) }
    // What shares a network with others may have the server beside it.
    guard let name = entry.key.text, tree.value(of: "network_mode", in: service) == nil,
      image.map({ !$0.isOllama && !$0.isStore }) ?? true,
      image == nil || BuiltInClients.entry(ofImage: image?.repository.lowercased() ?? "") == nil,
      let volumes = tree.value(of: "volumes", in: service)
    else { return [] }
    return (tree.resolve(volumes).items ?? []).prefix(64).compactMap { item in
      let item = tree.resolve(item)
      let written =
        item.text.flatMap { VolumeSpec.parts($0)?.source } ?? tree.value(of: "source", in: item)?.text
      guard let written, written.hasPrefix("."), let source = Path.join(Path.directory(of: path), written)
      else { return nil }
      return Mount(source: source, service: name, file: path, server: server)
    }
  }

  /// The mount of a file itself, or else of a folder that it is directly in.
  func mount(of path: String) -> Mount? {
    if let file = mounts.first(where: { $0.source == path }) { return file }
    let directory = Path.directory(of: path)
    guard var folder = mounts.first(where: { $0.source == directory }) else { return nil }
    folder.isFolder = true
    return folder
  }
}
