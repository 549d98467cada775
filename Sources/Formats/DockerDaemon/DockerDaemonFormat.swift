import Syntax
import Vocabulary

/// Docker's own settings, `/etc/docker/daemon.json`, as far as they decide what containers get of NVIDIA's GPUs.
///
/// Keys: https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file
public enum DockerDaemonFormat: Format {
  public static let name = "docker-daemon"

  public static let endings = [".json"]

  public static func hint(_ name: FileName) -> NameHint { name.lowercased == "daemon.json" ? .possible : .no }

  public static func recognises(_ candidate: Candidate) -> Recognition {
    if hint(candidate.name) > .no {
      return speaksOfGPUs(candidate.head) || isDocker(candidate) && candidate.mentions("runtime")
        ? .byName : .no
    }
    guard candidate.path.isEmpty,
      candidate.head.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == 0x7B
    else {
      return .no
    }
    return speaksOfGPUs(candidate.head) ? .byContent : .no
  }

  /// Whether the folder names the program: `etc/docker/daemon.json`.
  private static func isDocker(_ candidate: Candidate) -> Bool {
    candidate.name.parent == "docker" || candidate.name.parent == ".docker"
  }

  /// A daemon without NVIDIA's runtime is nobody's business here.
  private static func speaksOfGPUs(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.contains("\"runtimes\"") && text.contains("nvidia")
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    do {
      guard let tree = try SettingsTree(document, .json), tree.root.entries != nil else { return reading }
      reading.comments = tree.nodes.comments
      let text = document.source.bytes[...]
      reading.facts = (speaksOfGPUs(text) ? [daemon(tree)] : []) + DaemonMistakes(tree: tree).facts
    } catch {
      if WorkspaceWalk.isAboutOllama(workspace) {
        reading.problems = [
          .init(
            rule: "syntax/json", error,
            effect: "Docker does not start with this file, so no container on this host runs.")
        ]
      }
    }
    return reading
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    guard let tree = try? SettingsTree(document, .json) else { return nil }
    return DaemonWriter(mistakes: DaemonMistakes(tree: tree))
  }

  private static func daemon(_ tree: SettingsTree) -> Fact {
    let place = tree.entry(["runtimes"])?.key ?? tree.root
    var fact = Fact(FactID(.machine, tree.document.id, []), at: tree.document.at(place.range))
    fact.infer(.name, .text("Docker"))
    fact.infer(.kind, .text("Docker"))
    if tree.document.id.isDocumentation { fact.infer(.example, .flag(true)) }
    if let runtime = tree["default-runtime"] {
      fact.write(
        .nvidiaRuntime, runtime.text == "nvidia" ? .flag(true) : nil, at: tree.document.at(runtime.range))
    }
    let options = tree["exec-opts"]?.items ?? []
    let key = "native.cgroupdriver="
    if let option = options.last(where: { $0.text?.hasPrefix(key) == true }), let text = option.text {
      fact.write(
        any: .cgroupDriver, .text(String(text.dropFirst(key.count))), at: tree.document.at(option.range))
    } else {
      // What Docker takes by itself wherever systemd runs with the second version of control groups.
      fact.infer(.cgroupDriver, .systemd)
    }
    return fact
  }

  /// Whether the repository has the daemon's settings, and they do not define a runtime.
  static func lacks(_ runtime: String, in workspace: any Workspace) -> Bool {
    let defined = WorkspaceWalk.gathered(
      "which runtimes the daemon has", in: workspace, among: { $0.path.hasSuffix("docker/daemon.json") }
    ) { _, source -> [[String]] in
      guard let tree = try? JSONParser.parse(source) else { return [] }
      return [tree.node(at: ["runtimes"])?.entries?.compactMap(\.key.text) ?? []]
    }
    return defined.first.map { !$0.contains(runtime) } ?? false
  }
}
