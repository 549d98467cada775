import Syntax
import Vocabulary

/// What the words around a file tell of the machine that it is for, where no container on that machine can use a GPU.
enum HostHardware {
  /// A machine without a GPU for containers.
  struct Machine: Sendable, Equatable {
    /// In a sentence: `a Raspberry Pi`.
    let name: String
    /// How many processors it has, where its name says so.
    var processors: Int?
  }

  /// A cluster of one machine that people try things in, which passes no GPU on by itself.
  private static let cluster = "minikube"

  /// The machine that a sentence names; `nil` for one about several.
  ///
  /// - Parameter isPod: whether it is said of what runs in a cluster.
  static func named(in text: String, isPod: Bool = false) -> Machine? {
    guard !others.contains(where: { text.contains($0) }), !choice.contains(where: { text.contains($0) })
    else {
      return nil
    }
    let words = text.words(withDigits: true)
    if isPod, words.contains(where: { $0 == cluster }) { return Machine(name: "Minikube") }
    // `For Docker Desktop, use hostpath` leaves the choice.
    if isPod, text.contains("docker desktop"), !text.contains("for docker desktop") { return desktopCluster }
    if let instance = CloudInstance.first(in: words), instance.gpu == .noGPU {
      return Machine(name: "\(instance.name) machines", processors: instance.processors)
    }
    return name(among: machines, in: words).map { Machine(name: $0, processors: $0 == "a Raspberry Pi" ? 4 : nil) }
  }

  /// The first machine of a table that one or two words of a text name.
  private static func name(among machines: [String: String], in words: [Substring]) -> String? {
    words.indices.lazy.compactMap { index in
      machines[String(words[index])] ?? machines[words[index...].prefix(2).joined(separator: " ")]
    }.first
  }

  static let desktopCluster = Machine(name: "Docker Desktop's cluster")

  /// The same for the whole text of a README that mentions no GPU to be used: its first sentence that names one.
  ///
  /// - Parameter lines: how many of its lines count where the text mentions GPUs.
  static func named(in readme: (id: DocumentID, source: SourceText), within lines: Int, isPod: Bool)
    -> (machine: Machine, reason: Reason)?
  {
    let text = String(decoding: readme.source.bytes, as: UTF8.self).lowercased()
    guard !others.contains(where: { text.contains($0) }) else { return nil }
    let isPlain = !cards.contains { text.contains($0) }
    // Metal is macOS's own, which no container has.
    if text.contains("metal"), text.contains("macos"), !text.contains("linux"), !text.contains("ubuntu") {
      let machine = Machine(name: "a Mac")
      return (machine, reason("the README", machine, at: SourceRange(readme.id, TextRange(at: 0))))
    }
    var start = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .prefix(isPlain ? .max : lines)
    {
      defer { start += line.count + 1 }
      let line = String(Substring(line))
      let place = SourceRange(readme.id, TextRange(start, start + line.utf8.count))
      if let machine = named(in: line, isPod: isPod) { return (machine, reason("the README", machine, at: place)) }
      guard isPlain else { continue }
      if let name = name(among: plain, in: line.split { !($0.isLetter || $0.isNumber) }) {
        let machine = Machine(name: name)
        return (machine, reason("the README", machine, at: place))
      }
      if isRequirement(line) {
        return (
          Machine(name: "a computer"), Reason("the README lists the requirements, without a GPU", at: place)
        )
      }
    }
    return nil
  }

  /// `Quad-core processor, 4 GB RAM`: what a computer must have.
  private static func isRequirement(_ line: String) -> Bool {
    let words = Set(line.split { !($0.isLetter || $0.isNumber) })
    return words.contains("ram") && !words.isDisjoint(with: ["core", "cores", "processor", "cpu", "cpus", "vcpu", "vcpus"])
      && line.contains { $0.isNumber } && !choice.contains { line.contains($0) }
  }

  static func reason(_ what: String, _ machine: Machine, at place: SourceRange?) -> Reason {
    Reason("\(what) names \(machine.name), where no container has a GPU", at: place)
  }

  /// The machine that the file's own folders or name are called by: `vps/compose.yaml`, `rpi5/ollama.yml`.
  static func named(by path: String) -> Machine? { named(in: path.lowercased()) }

  // MARK: Mounts

  /// Whether a folder is one of macOS: `/Users/me/ollama`, `/Volumes/Disk`.
  static func isOfMac(_ source: String) -> Bool {
    source.hasPrefix("/Users/") || source.hasPrefix("/Volumes/")
  }

  /// Whether a mount begins with a folder that only a computer with Docker Desktop has: one of macOS, or `D:\\models`.
  static func isOfDesktop(_ mount: String) -> Bool {
    isOfMac(mount)
      || mount.utf8.first.map { (0x61...0x7A).contains($0 | 0x20) } == true
        && mount.utf8.dropFirst().starts(with: ":\\".utf8)
  }

  // MARK: App stores

  /// The file next to a Compose file by which an app store knows an app, whose machine is anybody's.
  ///
  /// Sources: getumbrel/umbrel-apps, runtipi/runtipi-appstore (`config.json` with `tipi_version`), 1Panel-dev/appstore and
  /// acepanel/templates (`data.yml`), azukaar/cosmos-servapps-official (`cosmos-compose.json`).
  static func appStore(of path: String, in workspace: any Workspace) -> Reason? {
    let folder = Path.directory(of: path)
    func place(_ name: String) -> String { folder.isEmpty ? name : folder + "/" + name }
    let names = Set(workspace.names(in: folder))
    let sure = ["umbrel-app.yml", "cosmos-compose.json"]
    let signed = [
      ("config.json", "tipi_version"), ("data.yml", "additionalProperties"), ("data.yml", "categories"),
    ]
    let file =
      sure.first(where: names.contains)
      ?? signed.first { name, sign in
        names.contains(name)
          && workspace.source(at: place(name)).map {
            $0.bytes.count < 1 << 16 && $0.bytes[...].contains(bytesOf: sign)
          } == true
      }?.0
    return file.map {
      Reason(
        "\($0) makes it an app store entry, for machines of any kind",
        at: SourceRange(DocumentID(place($0)), TextRange(at: 0)))
    }
  }
}
