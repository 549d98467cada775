/// Which volumes the containers of one engine mount, as far as the same text shows, and so what one that is added may be
/// called.
///
/// Two servers may share a store of models, and nothing else: two programs on one database destroy it, and models do not belong
/// among the files of another program.
struct VolumeUses {
  private struct Use {
    let container: String
    let target: String
  }

  private var uses: [String: [Use]] = [:]
  private var own: [String: [String]] = [:]
  /// The containers that run Open WebUI.
  private var webUIs: Set<String> = []
  /// Volumes that are declared and may be used by something that is not read here.
  private let declared: Set<String>

  init(declared: Set<String> = []) { self.declared = declared }

  /// - Parameter mounts: of the container, in Docker's short form (`source:target:options`).
  mutating func add(_ container: String, image: String?, mounts: [String]) {
    if let image, ImageName(image).isOpenWebUI { webUIs.insert(container) }
    for text in mounts {
      guard let mount = VolumeSpec.parts(text), let source = mount.source, source.first?.isLetter == true
      else { continue }
      uses[source, default: []].append(Use(container: container, target: mount.target))
      own[container, default: []].append(source)
    }
  }

  /// The name of a volume on `directory` for a container; `nil` where the container mounts one that was probably meant, in
  /// another place.
  func name(_ usual: String, on directory: String, for container: String) -> String? {
    let isModels = directory != OpenWebUI.dataDirectory
    let words = isModels ? ["ollama", "model"] : ["webui", "openwebui", "open_webui"]
    let isMeant = own[container, default: []].contains { source in
      source == usual || words.contains { source.lowercased().contains($0) }
    }
    guard !isMeant else { return nil }
    let isTaken = uses[usual, default: []].contains {
      $0.container != container && (!isModels || !VolumeSpec.holds($0.target, directory))
    }
    let isAlone = isModels || webUIs.count == (webUIs.contains(container) ? 1 : 0)
    if !isTaken, isAlone { return usual }
    let another = container + "-data"
    return declared.contains(another) || uses[another] != nil ? nil : another
  }
}
