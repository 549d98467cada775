extension ClientFile {
  /// Adds what the description says of the keys of a program that code reads.
  ///
  /// - Parameter areVariables: whether these are variables, which the keys of a program's file do not name.
  mutating func addDescribed(_ id: String, areVariables: Bool = false, in workspace: any Workspace) {
    guard let client = BuiltInClients.description(of: id) else { return }
    let view = SettingsView(tree: tree, workspace: workspace, hook: nil)
    CheckReader(view).add(client.checks, at: .root, to: &self)
    guard !areVariables || client.files.isEmpty else { return }
    var keys = KeyReader(client, view, besides: self)
    keys.add(to: &self)
  }
}
