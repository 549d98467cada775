import ClientDescription
import Syntax

extension ClientFile {
  /// Adds what the description says of the keys of a program that code reads.
  mutating func addDescribed(_ id: String, in workspace: any Workspace) {
    guard let client = BuiltInClients.description(of: id) else { return }
    let view = SettingsView(tree: tree, workspace: workspace, hook: nil)
    CheckReader(view).add(client.checks, at: .root, to: &self)
    var keys = KeyReader(client, view, besides: self)
    keys.add(to: &self)
  }
}
