import Knowledge
import Syntax

/// What Continue makes of merge keys and of one model without an address, and its older `config.json` as a `config.yaml`.
struct ContinueHook: ClientHook {
  /// Continue looks for one JSON file alone; `config.old.json` next to it is a copy that somebody keeps.
  func mayBeRead(_ document: Document, in workspace: any Workspace) -> Bool {
    let parts = FileName(path: document.id.path).parts
    guard document.id.embedding.isEmpty, let file = parts.last, file.hasSuffix(".json") else { return true }
    return file == "config.json" || parts.dropLast().last != ".continue"
  }

  func add(
    to file: inout ClientFile, _ view: SettingsView, _ servers: [ClientReader.Server], _ choices: [ClientReader.Choice]
  ) {
    guard view.tree.syntax == .yaml else { return }
    addMerged(to: &file, view.tree)
    addForgottenAddress(to: &file, view.tree)
  }

  func conversion(of tree: SettingsTree, to name: String) -> String? {
    tree.syntax == .json ? ContinueConversion(tree).yaml : nil
  }

  /// `<<: *defaults` in a model, which stays a key of that name: the file is read as YAML 1.2, which has no merge keys
  /// (continuedev/continue `packages/config-yaml/src/load/unroll.ts`; eemeli/yaml, option `merge`), unless it says
  /// `%YAML 1.1` itself.
  private func addMerged(to file: inout ClientFile, _ tree: SettingsTree) {
    guard !tree.document.source.string(tree.document.source.range).hasPrefix("%YAML 1.1") else { return }
    for index in (tree["models"]?.items ?? []).indices {
      let path: [PathStep] = ["models", .index(index)]
      guard let merge = tree[path]?.entries?.first(where: \.isMerge) else { continue }
      file.addKey(
        path + ["<<"], at: merge, kind: "client-value", problem: .syntax,
        expected: "replaced by the keys it stands for, or the file must begin with %YAML 1.1 and ---",
        consequence:
          "Continue reads YAML 1.2, which has no merge keys, so these keys are missing from the model")
    }
  }

  /// The one model of several for the same work that has no address, where the others have one in common.
  private func addForgottenAddress(to file: inout ClientFile, _ tree: SettingsTree) {
    let native = (tree["models"]?.items ?? []).indices.map { ["models", .index($0)] as [PathStep] }
      .filter { tree[$0 + ["provider"]]?.text == "ollama" }
    let without = native.filter { tree[$0 + ["apiBase"]] == nil }
    guard without.count == 1, native.count > 2, let name = tree[without[0] + ["model"]] else { return }
    let others = native.filter { $0 != without[0] }
    let addresses = Set(others.map { tree[$0 + ["apiBase"]]?.text ?? "" })
    let roles = Set(native.map { tree[$0 + ["roles"]]?.items?.compactMap(\.text) ?? [] })
    guard addresses.count == 1, roles.count == 1, let address = addresses.first, !address.contains("{"),
      !URLParts(address).host.isEmpty, !HostNames.isLoopback(URLParts(address).host)
    else { return }
    file.addMissing(
      without[0] + ["apiBase"], at: name, kind: "client-setting", corrected: address,
      consequence:
        "Continue connects to localhost for this model, and to \(URLParts(address).host) for all others")
  }
}
