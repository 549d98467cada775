extension ClientFile {
  /// Adds what the description says of the keys of a program that code reads.
  ///
  /// - Parameters:
  ///   - reported: keys that have a finding of their own.
  ///   - names: what conditions such as `$local` ask for.
  mutating func addDescribed(
    _ id: String, in workspace: any Workspace, besides reported: Set<[String]> = [],
    names: [String: String] = [:]
  ) {
    guard let client = BuiltInClients.entries.first(where: { $0.id == id })?.description else { return }
    let view = SettingsView(tree: tree, workspace: workspace, hook: nil)
    CheckReader(view).add(client.checks, at: SettingsScope(path: [], names: names), to: &self)
    var keys = KeyReader(client, view, besides: self, reported: reported)
    keys.add(to: &self)
  }
}
