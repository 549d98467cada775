import Syntax

/// Files of settings that something here hands to the program by their names, on its command line or by a mount: under which name
/// it would look for them by itself does not matter then.
enum HandedOver {
  static func isNamed(_ path: String, in workspace: any Workspace) -> Bool {
    guard let name = path.split(separator: "/").last.map(String.init) else { return false }
    return WorkspaceWalk.has("who names \(name)", in: workspace, among: isProgramText) { other, source in
      other != path && source.bytes[...].contains(bytesOf: name)
    }
  }

  /// Scripts, recipes and files that start programs; a guide hands nothing to anybody.
  private static func isProgramText(_ name: FileName) -> Bool {
    name.hasSuffix(".sh", ".bash", ".zsh", ".fish", ".service", ".container", ".ps1", ".bat", ".cmd")
      || ShellFormat.isRecipe(name.lowercased) || ComposeFormat.isComposeName(name.lowercased)
      || ["dockerfile", "containerfile", "package.json", "tasks.json", "devcontainer.json"].contains(name.lowercased)
  }
}
