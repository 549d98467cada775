import ClientDescription
import Syntax
import Vocabulary

/// Choices such as `ollama/qwen3:8b` that name no provider of the file, or leave the provider or the model out.
struct ChoiceReader {
  let view: SettingsView
  let client: ClientDescription

  func add(_ choices: [ClientReader.Choice], among servers: [ClientReader.Server], to file: inout ClientFile) {
    let local = servers.filter { $0.isLocal && $0.isWritten && !$0.place.isBuiltIn }
    guard !local.isEmpty else { return }
    let ids = Set(servers.map(\.id))
    // What a check of the description says of a choice is more exact.
    let reported = Set(file.facts.lazy.filter { $0.subject == .key }.map(\.id.address))
    for choice in choices where !file.isFull {
      let path = choice.place.separator == nil ? choice.providerPath : choice.path
      guard let path, !reported.contains(path.address), choice.place.separator != nil || path != choice.path
      else { continue }
      if let provider = choice.provider {
        guard choice.place.fixedProvider == nil, !ids.contains(provider) else { continue }
        undefined(choice, provider, local, servers, to: &file)
      } else if let separator = choice.place.separator {
        incomplete(choice, separator, local, to: &file)
      }
    }
  }

  /// A provider that nothing defines: a typo, one whose model another provider here has, or, where all
  /// providers are written, any name.
  private func undefined(
    _ choice: ClientReader.Choice, _ provider: String, _ local: [ClientReader.Server],
    _ all: [ClientReader.Server], to file: inout ClientFile
  ) {
    let listing = local.filter { ClientReader.models(of: $0, in: view).contains(choice.name) }
    let near = Nearest.match(provider, among: local.map(\.id)).flatMap { id in
      Nearest.isMisspelling(provider, of: id) && (listing.isEmpty || listing.contains { $0.id == id })
        ? id : nil
    }
    // Names with a tag are Ollama's; some programs bring providers along that have the same models in the cloud.
    let isOnlyHere =
      choice.place.isClosed
      || choice.name.contains(":") && !Self.broughtAlong.contains(provider) && !provider.contains("cloud")
    let meant = near ?? (isOnlyHere && listing.count == 1 ? listing.first?.id : nil)
    // A choice from another provider may be a cloud model, so it is not checked.
    guard meant != nil || choice.place.isClosed && all.allSatisfy(\.isLocal) else { return }
    let separator = choice.place.separator
    file.addKey(
      separator == nil ? choice.providerPath ?? choice.path : choice.path,
      name: separator == nil ? provider : choice.prefix + choice.name, kind: "client-choice",
      status: .unknown,
      replacement: meant.map { id in separator.map { id + $0 + choice.name } ?? id },
      consequence: "No provider is named \(provider), and the request fails", keyIsValue: true)
  }

  /// A model without its provider, or a provider without a model.
  private func incomplete(
    _ choice: ClientReader.Choice, _ separator: String, _ local: [ClientReader.Server],
    to file: inout ClientFile
  ) {
    let form = "\(client.name) reads PROVIDER\(separator)MODEL"
    if let server = local.first(where: { $0.id == choice.name }) {
      let models = ClientReader.models(of: server, in: view)
      file.addKey(
        choice.path, name: choice.name, kind: "client-choice", status: .unknown,
        replacement: models.count == 1 ? models.first.map { server.id + separator + $0 } : nil,
        consequence: "\(form); this names a provider and no model", keyIsValue: true)
      return
    }
    let listing = local.filter { ClientReader.models(of: $0, in: view).contains(choice.name) }
    guard listing.count == 1, let server = listing.first else { return }
    file.addKey(
      choice.path, name: choice.name, kind: "client-choice", status: .misspelt,
      corrected: server.id + separator + choice.name,
      consequence: "\(form); this names no provider", keyIsValue: true)
  }
}
