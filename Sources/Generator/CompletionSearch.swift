import Knowledge
import Memory

/// Looks through the library for a model that completes code and stays loaded next to the agent.
struct CompletionSearch {
  private let machine: Machine
  /// Models that stay fully on the GPU by themselves, the best first, with a full KV cache and with half of one.
  private let full: [ModelFile]
  private let half: [ModelFile]

  init(_ request: SetupRequest) {
    machine = request.machine
    // Less than a billion parameters complete words rather than code; and what `latest` is changes.
    func files(_ type: KVCacheType) -> [ModelFile] {
      Suggestion.sizes(.autocomplete, on: request.machine, settings: Self.settings(type)).map(\.file).filter {
        !$0.name.hasSuffix(":latest") && ($0.parameters ?? 0) > 1_000_000_000
      }
    }
    full = files(.f16)
    half = files(.q8_0)
  }

  private static func settings(_ type: KVCacheType) -> LoadSettings {
    LoadSettings(context: Suggestion.Purpose.autocomplete.context, cacheType: type)
  }

  /// Bytes left free next to two models, since each estimate may be off by as much.
  private static let spare = 1 << 29

  private func files(_ type: KVCacheType) -> [ModelFile] { type == .f16 ? full : half }

  /// The best that would fit if it were alone.
  func best(alone type: KVCacheType) -> ModelFile? { files(type).first }

  /// The best that stays loaded next to the agent; the type of the KV cache is the server's, so they share it.
  func best(beside agent: ModelChoice.Model) -> ModelChoice.Model? {
    let settings = Self.settings(agent.settings.cacheType)
    for file in files(agent.settings.cacheType) {
      let entry = FitReport.Entry(file, on: machine, settings)
      guard let both = FitReport(machine: machine, entries: [agent.entry, entry]).together, both.fits == true,
        both.total + Self.spare <= machine.vramBytes ?? 0
      else { continue }
      return ModelChoice.Model("autocomplete", entry, settings)
    }
    return nil
  }
}
