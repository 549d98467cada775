import Syntax

/// Which volumes the services of a file mount, and so what one that is added may be called.
///
/// Two servers may share a store of models, and nothing else: two programs on one database destroy it, and models do not belong
/// among the files of another program.
struct ComposeVolumeUses {
  private struct Use {
    let service: String
    let target: String
  }

  private var uses: [String: [Use]] = [:]
  private var own: [String: [String]] = [:]
  /// The services that run Open WebUI.
  private var webUIs: Set<String> = []
  private let declared: Set<String>

  init(_ file: ComposeFile) {
    for entry in file.services {
      guard let name = entry.key.text else { continue }
      let node = file.tree.resolve(entry.value)
      if let image = file.tree.value(of: "image", in: node)?.text, ImageName(image).isOpenWebUI {
        webUIs.insert(name)
      }
      for item in file.tree.value(of: "volumes", in: node).map(file.tree.resolve)?.items ?? [] {
        guard let text = file.tree.resolve(item).text, let mount = VolumeSpec.parts(text),
          let source = mount.source, source.first?.isLetter == true
        else { continue }
        uses[source, default: []].append(Use(service: name, target: mount.target))
        own[name, default: []].append(source)
      }
    }
    let top = file.tree.root.flatMap { file.tree.value(of: "volumes", in: $0) }.map(file.tree.resolve)
    declared = Set((top?.entries ?? []).compactMap(\.key.text))
  }

  /// The name of a volume on `directory` for a service; `nil` where the service mounts one that was probably meant, in another
  /// place.
  func name(_ usual: String, on directory: String, for service: String) -> String? {
    let isModels = directory != OpenWebUI.dataDirectory
    let words = isModels ? ["ollama", "model"] : ["webui", "openwebui", "open_webui"]
    let isMeant = own[service, default: []].contains { source in
      source == usual || words.contains { source.lowercased().contains($0) }
    }
    guard !isMeant else { return nil }
    let isTaken = uses[usual, default: []].contains {
      $0.service != service && (!isModels || !VolumeSpec.holds($0.target, directory))
    }
    let isAlone = isModels || webUIs.count == (webUIs.contains(service) ? 1 : 0)
    if !isTaken, isAlone { return usual }
    let another = service + "-data"
    return declared.contains(another) ? nil : another
  }
}
