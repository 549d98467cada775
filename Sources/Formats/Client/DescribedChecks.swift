import ClientDescription
import Syntax

extension ClientFile {
  /// Adds what the description says of the keys of a program that code reads.
  ///
  /// - Parameters:
  ///   - reported: keys that have a finding of their own.
  ///   - names: what conditions such as `$local` ask for.
  ///   - servers: those of which the description's checks hold.
  mutating func addDescribed(
    _ id: String, in workspace: any Workspace, besides reported: Set<[String]> = [],
    names: [String: String] = [:], servers: [SettingsScope] = []
  ) {
    guard let client = BuiltInClients.entries.first(where: { $0.id == id })?.description else { return }
    let view = SettingsView(tree: tree, workspace: workspace, hook: nil)
    CheckReader(view).add(client.checks, at: SettingsScope(path: [], names: names), to: &self)
    for scope in servers {
      guard let place = client.servers.first(where: { $0.at.steps.first?.written == scope.path.first }) else { continue }
      CheckReader(view).add(place.checks, at: scope, to: &self)
      for item in place.models.map({ view.places($0.at, from: scope) }) ?? [] {
        CheckReader(view).add(place.models?.checks ?? [], at: item, to: &self)
      }
    }
    var keys = KeyReader(client, view, besides: self, reported: reported)
    keys.add(to: &self)
  }
}

extension SettingPath.Step {
  fileprivate var written: PathStep? { if case .key(let key) = self { .key(key) } else { nil } }
}
