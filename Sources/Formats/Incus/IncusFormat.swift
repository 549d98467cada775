import Syntax
import Vocabulary

/// Profiles and instances of Incus and LXD, as `incus profile show` prints them.
///
/// Keys: https://linuxcontainers.org/incus/docs/main/reference/devices_gpu/ and .../reference/instance_options/
public enum IncusFormat: Format {
  public static let name = "incus"

  public static let endings = [".yml", ".yaml"]

  public static func recognises(_ candidate: Candidate) -> Recognition {
    guard isNamed(candidate.name) || candidate.path.isEmpty else { return .no }
    let outline = candidate.outline
    guard outline.has("devices"), outline.mentions(key: "type"),
      let tree = try? YAMLParser.parse(SourceText(Array(candidate.head))).first
    else { return .no }
    let devices = tree.node(at: ["devices"]).map(tree.entries) ?? []
    return devices.contains { tree.value(of: "type", in: $0.value).map(tree.resolve)?.text == "gpu" }
      ? .byContent : .no
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    let trees: [NodeDocument]
    do { trees = try YAMLParser.parse(document.source) } catch {
      if document.source.mentionsOllama { reading.problems.append(.init(rule: "syntax/yaml", error)) }
      return reading
    }
    guard let tree = trees.first, tree.root?.entries != nil else { return reading }
    reading.comments = trees.flatMap(\.comments)
    if let machine = IncusReader(document, tree, in: workspace).machine() { reading.facts = [machine] }
    return reading
  }

  public static func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    IncusAddition.edits(addition, in: document.source)
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    document.holes.isEmpty ? (try? YAMLParser.parse(document.source).first).map(IncusWriter.init) : nil
  }
}

/// Reads one profile or instance that is there to run models.
private struct IncusReader {
  private let document: Document
  private let tree: NodeDocument
  private let workspace: any Workspace

  init(_ document: Document, _ tree: NodeDocument, in workspace: any Workspace) {
    self.document = document
    self.tree = tree
    self.workspace = workspace
  }

  func machine() -> Fact? {
    guard
      let cards = tree.node(at: [.key("devices")])?.entries?.filter({ text(["type"], in: $0.value) == "gpu" }
      ),
      let card = cards.first, text(["type"]) != "virtual-machine", let purpose
    else { return nil }
    let name = tree.node(at: [.key("name")])
    let at = document.at(name?.range ?? card.key.range)
    var fact = GuestMachine(
      name: Placed(name?.text ?? card.key.text ?? "the container", at: at), host: "Incus", topology: .lxc,
      purpose: purpose
    ).fact(of: document.id)
    if cards.contains(where: isNVIDIA) { readRuntime(into: &fact, card) }
    return fact
  }

  private func readRuntime(into fact: inout Fact, _ card: Node.Entry) {
    if let written = tree.node(at: [.key("config"), .key("nvidia.runtime")]) {
      fact.write(
        .nvidiaRuntime, .flag(["true", "1", "yes", "on"].contains(written.text?.lowercased())),
        at: document.at(written.range))
    } else if !isBroughtElsewhere {
      fact.write(.nvidiaRuntime, .flag(false), at: document.at(card.key.range))
    }
  }

  private var purpose: Purpose? {
    let called = ["name", "description"].compactMap { key in
      tree.node(at: [.key(key)]).flatMap { node in
        node.text.map { (what: key + " says", text: $0, at: node.range) }
      }
    }
    return Purpose(document.id, called: called, comments: tree.comments, in: tree.source)
  }

  /// By its vendor, its kind, or what people call it; a card of another maker needs no such libraries.
  private func isNVIDIA(_ card: Node.Entry) -> Bool {
    if let vendor = text(["vendorid"], in: card.value) { return vendor.lowercased() == "10de" }
    if text(["gputype"], in: card.value) == "mig" { return true }
    let words =
      [card.key.text ?? "", text(["name"]) ?? "", text(["description"]) ?? ""]
      + tree.comments.map(tree.source.string)
    return !ModelPurpose.words(of: words.joined(separator: " ")).isDisjoint(
      with: ["nvidia", "geforce", "rtx", "gtx", "cuda", "tesla"])
  }

  /// Another profile of the same instance may bring them, or a script.
  private var isBroughtElsewhere: Bool {
    let directory = Path.directory(of: document.id.path)
    return workspace.names(in: directory).contains { file in
      let path = directory.isEmpty ? file : directory + "/" + file
      guard path != document.id.path, FileName(path: path).hasSuffix(".yml", ".yaml", ".sh", ".md", ".tf"),
        let source = workspace.source(at: path), source.bytes.count < 1 << 18
      else { return false }
      return source.string(source.range).contains("nvidia.runtime")
    }
  }

  private func text(_ keys: [String], in node: Node? = nil) -> String? {
    guard let start = node ?? tree.root else { return nil }
    var current = tree.resolve(start)
    for key in keys {
      guard let next = tree.value(of: key, in: current) else { return nil }
      current = tree.resolve(next)
    }
    return current.text
  }
}

/// Writes changes into the settings of an instance.
private struct IncusWriter: ChangeWriter {
  let tree: NodeDocument

  init(_ tree: NodeDocument) { self.tree = tree }

  func edits(for change: Change) -> [Edit]? {
    guard case .set(.nvidiaRuntime, .flag(let isOn)) = change.action else { return nil }
    // Values of `config` are strings to Incus, which refuses a bare true in some versions.
    return YAMLEditor(tree).set(
      [.key("config"), .key("nvidia.runtime")], to: .quoted(isOn ? "true" : "false"))
  }
}
