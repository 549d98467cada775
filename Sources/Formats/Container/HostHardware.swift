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

  /// Runs of words that name such a machine, with what it is in a sentence.
  private static let machines: [(words: [Substring], name: String)] = [
    (["raspberry"], "a Raspberry Pi"), (["raspberrypi"], "a Raspberry Pi"), (["rpi"], "a Raspberry Pi"),
    (["rpi4"], "a Raspberry Pi"), (["rpi5"], "a Raspberry Pi"), (["pi", "4"], "a Raspberry Pi"),
    (["pi", "5"], "a Raspberry Pi"), (["pi4"], "a Raspberry Pi"), (["pi5"], "a Raspberry Pi"),
    (["macbook"], "a Mac"), (["apple", "silicon"], "a Mac"), (["mac", "mini"], "a Mac"),
    (["mac", "studio"], "a Mac"), (["vps"], "a VPS"), (["droplet"], "a VPS"),
    (["n95"], "an Intel N95"), (["n97"], "an Intel N97"), (["n100"], "an Intel N100"), (["n150"], "an Intel N150"),
    (["n200"], "an Intel N200"), (["n305"], "an Intel N305"), (["ampere", "a1"], "an Ampere A1"), (["hetzner"], "a VPS"),
    (["arm64", "instance"], "an ARM64 instance"), (["oracle", "vm"], "a VPS"), (["clustered", "pi"], "a Raspberry Pi"),
    (["synology"], "a Synology NAS"), (["qnap"], "a QNAP NAS"),
  ]

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
    return machines.first { machine in
      words.indices.contains { words[$0...].starts(with: machine.words) }
    }.map { Machine(name: $0.name, processors: $0.name == "a Raspberry Pi" ? 4 : nil) }
  }

  static let desktopCluster = Machine(name: "Docker Desktop's cluster")

  /// The same for the whole text of a README that speaks of no GPU to be used: its first sentence that names one.
  ///
  /// - Parameter lines: how many of its lines count.
  static func named(in readme: (id: DocumentID, source: SourceText), within lines: Int, isPod: Bool)
    -> (machine: Machine, reason: Reason)?
  {
    let text = String(decoding: readme.source.bytes, as: UTF8.self).lowercased()
    guard !others.contains(where: { text.contains($0) }) else { return nil }
    var start = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).prefix(lines)
    {
      defer { start += line.count + 1 }
      if let machine = named(in: String(Substring(line)), isPod: isPod) {
        let place = SourceRange(readme.id, TextRange(start, start + line.count))
        return (machine, reason("the README", machine, at: place))
      }
    }
    return nil
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

  /// The file beside a Compose file by which an app store knows an app, whose machine is anybody's.
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
