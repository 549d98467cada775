import Syntax

/// The name of a volume that a service is to be given.
///
/// Two servers may share a store of models, and nothing else: two programs on one database destroy it, and models do not belong
/// among the files of another program.
struct ComposeVolumeName {
  /// `nil` where the service mounts a volume that was probably meant, in another place.
  let text: String?

  init(_ usual: String, on directory: String, of service: String, in file: ComposeFile) {
    let isModels = directory != OpenWebUI.dataDirectory
    var isTaken = false
    var isMeant = false
    var isAlone = true
    for entry in file.services {
      guard let name = entry.key.text else { continue }
      let node = file.tree.resolve(entry.value)
      if !isModels, name != service, let image = file.tree.value(of: "image", in: node)?.text,
        ImageName(image).isOpenWebUI
      {
        isAlone = false
      }
      let items = file.tree.value(of: "volumes", in: node).map(file.tree.resolve)?.items ?? []
      for item in items {
        guard let text = file.tree.resolve(item).text, let mount = VolumeSpec.parts(text),
          let source = mount.source,
          source.first?.isLetter == true
        else { continue }
        if name == service {
          isMeant = isMeant || source == usual || Self.isAbout(source, isModels: isModels)
        } else if source == usual, !isModels || !VolumeSpec.holds(mount.target, directory) {
          isTaken = true
        }
      }
    }
    let own = service + "-data"
    let isFree = file.tree.root.flatMap { file.tree.value(of: "volumes", in: $0) }.map {
      file.tree.value(of: own, in: $0) == nil
    }
    text = isMeant ? nil : !isTaken && isAlone ? usual : isFree == false ? nil : own
  }

  /// `ollama_data`, `open-webui-storage`.
  private static func isAbout(_ source: String, isModels: Bool) -> Bool {
    let words = isModels ? ["ollama", "model"] : ["webui", "openwebui", "open_webui"]
    return words.contains { source.lowercased().contains($0) }
  }
}
