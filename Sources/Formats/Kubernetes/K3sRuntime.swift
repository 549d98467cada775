import Syntax
import Vocabulary

/// A pod that receives an NVIDIA GPU without a runtime class, in a repository for k3s.
///
/// k3s finds NVIDIA's runtime and adds it to containerd next to runc, which stays the default: pods name it by
/// `runtimeClassName: nvidia` (K3s documentation, Advanced, Alternative Container Runtime Support).
enum K3sRuntime {
  static func fact(
    _ id: FactID, name: String, format: String, at range: SourceRange, of server: FactID, in workspace: any Workspace
  ) -> Fact? {
    guard !id.document.isDocumentation, isCertain(in: workspace) else { return nil }
    return SettingFact.make(
      id, name: name, value: nil, kind: "runtime-class", format: format, problem: .unset, corrected: "nvidia", at: range,
      owner: server)
  }

  /// Whether scripts or settings here are for k3s, and none for another cluster or for a default runtime of NVIDIA's.
  private static func isCertain(in workspace: any Workspace) -> Bool {
    let signs = WorkspaceWalk.gathered("is it k3s", in: workspace, among: isSettings) { path, source -> [Bool] in
      let text = source.string(source.range)
      if others.contains(where: text.contains) { return [false] }
      // What a guide says may be one way among others.
      return !FileName(path: path).hasSuffix(".md") && own.contains(where: text.contains) ? [true] : []
    }
    return !signs.isEmpty && !signs.contains(false)
  }

  private static let own = ["/etc/rancher/k3s", "get.k3s.io"]

  private static func isSettings(_ name: FileName) -> Bool {
    name.hasSuffix(".sh", ".bash", ".yml", ".yaml", ".toml", ".tmpl", ".md", ".service", ".tf", ".nix")
      || ["makefile", "justfile"].contains(name.lowercased)
  }
}
