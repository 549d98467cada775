import Syntax
import Vocabulary

/// The same workload in a manifest for nodes with a GPU: `ollama-gpu.yaml` next to `ollama.yaml`, `gpu/ollama.yaml` below it.
enum GPUVariant {
  /// - Parameter container: one without a GPU.
  static func of(_ container: KubernetesContainer, in workspace: any Workspace) -> Reason? {
    let id = container.document.id
    guard !id.isDocumentation, let image = container.image?.repository else { return nil }
    let directory = Path.directory(of: id.path)
    let name = String(id.path.dropFirst(directory.isEmpty ? 0 : directory.count + 1))
    let prefix = directory.isEmpty ? "" : directory + "/"
    let beside = workspace.names(in: directory).filter { isVariant($0, of: name) }.map { prefix + $0 }
    let folders = folders(beside: directory, in: workspace).map { $0 + "/" + name }
    return (beside + folders).lazy.compactMap { path -> Reason? in
      guard let source = workspace.source(at: path), source.bytes[...].contains(bytesOf: image),
        requests.contains(where: { source.bytes[...].contains(bytesOf: $0) })
      else { return nil }
      return Reason("\(path) is the same workload with a GPU", at: SourceRange(DocumentID(path), TextRange(at: 0)))
    }.first
  }

  /// Folders for machines with a GPU: inside its own, and next to it where that is named alike.
  private static func folders(beside directory: String, in workspace: any Workspace) -> [String] {
    let inside = workspace.names(in: directory).filter { isVariant($0, of: "") }
    guard !directory.isEmpty else { return inside }
    let parent = Path.directory(of: directory)
    let own = String(directory.dropFirst(parent.isEmpty ? 0 : parent.count + 1))
    let beside = workspace.names(in: parent).filter { isVariant($0, of: own) }
    return inside.map { directory + "/" + $0 } + beside.map { parent.isEmpty ? $0 : parent + "/" + $0 }
  }

  /// Whether a name is another one with a word for a GPU more.
  private static func isVariant(_ name: String, of other: String) -> Bool {
    let (words, own) = (self.words(of: name), self.words(of: other))
    let more = words.subtracting(own)
    return own.isSubset(of: words) && !more.isEmpty && more.isSubset(of: ModelPurpose.cards)
  }

  private static func words(of name: String) -> Set<String> {
    let ending = [".yaml", ".yml"].first(where: name.hasSuffix) ?? ""
    return ModelPurpose.words(of: String(name.dropLast(ending.count)))
  }

  private static let requests = KubernetesGPU.cards.map(\.resource) + ["runtimeClassName: nvidia"]
}
