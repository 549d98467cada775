import Knowledge
import Memory
import Syntax
import Vocabulary
import Wording

/// One model as it is loaded on one machine, and what the vocabulary says of that.
public struct MemoryLoad: Sendable {
  public let name: String
  /// The first use, or the Modelfile where there is none.
  public let place: FactID
  public internal(set) var uses: [FactID]
  public let file: ModelFile
  public let machine: Machine
  public let settings: LoadSettings
  public let server: FactID?
  let model: FactID?
  /// Where the files name it.
  let at: SourceRange?
  /// Why the context is what it is.
  let reasons: [Reason]

  /// The file that names it, from the root.
  public var path: String { place.document.path }

  /// What a server holds as one.
  struct Identity: Hashable {
    let name: String
    let server: FactID?
    let model: FactID?
    let settings: LoadSettings
    /// Of a server that no file describes, the file that uses it.
    let document: DocumentID?
  }

  /// What others on its machine see of it.
  struct Shown: Equatable {
    let identity: Identity
    let file: ModelFile
    let machine: Machine
  }

  var shown: Shown { Shown(identity: identity, file: file, machine: machine) }

  var identity: Identity {
    Identity(
      name: name, server: server, model: model, settings: settings,
      document: server == nil ? place.document : nil)
  }

  func fact(_ draft: Draft) -> Fact {
    let owner = draft.facts[place]
    var fact = Fact(
      FactID(.load, place.document, place.address + ["load"]),
      at: at ?? SourceRange(place.document, .init(at: 0)), attributes: attributes())
    fact.attributes[.name] = Sourced(.text(name), at: at)
    fact.infer(.layers, .integer(file.shape.layerCount))
    fact.infer(.roles, Set(uses.flatMap { draft.facts[$0]?.roles ?? [] }).sorted())
    fact.related[.use] = uses.first
    fact.related[.server] = server
    fact.related[.model] = model
    fact.related[.client] = owner?.related[.client]
    return fact
  }

  private func attributes() -> [Attribute: Sourced] {
    let estimator = MemoryEstimator(file, on: machine)
    let estimate = estimator.estimate(settings)
    guard let placement = estimate.placement else { return [:] }
    var result: [Attribute: Sourced] = [:]
    func infer(_ attribute: Attribute, _ value: Value?, _ reasons: [Reason] = []) {
      if let value { result[attribute] = Sourced(value, because: reasons) }
    }
    infer(.memoryNeeded, .integer(estimate.wanted), reasons + [budget(estimate)])
    infer(.memoryAvailable, .integer(placement.usable))
    infer(.memoryFit, .text(placement.fit.rawValue))
    infer(.memoryCause, cause(estimate, placement, estimator).map { .text($0.rawValue) })
    infer(.memoryInRAM, .integer(placement.cpuBytes))
    infer(.memorySpilled, .integer(placement.fit == .entirely ? 0 : placement.spilledPercent))
    infer(.memorySpilledBytes, .integer(placement.cpuWeights))
    infer(.memoryRAM, machine.ramBytes.map(Value.integer))
    infer(.machineName, .text(machineName))
    infer(.parameters, file.parameters.map(Value.integer))
    infer(.isMixture, .flag(file.shape.experts != nil))
    infer(.memoryContext, .integer(estimate.settings.context))
    // The speed of a GPU known by its memory alone is unknown.
    infer(.speed, DecodeSpeed(file, estimate, on: machine).map { .text(Wording.range($0.low, $0.high)) })

    var free = settings
    free.forcedLayers = nil
    infer(.gpuLayersFitting, estimator.estimate(free).placement.map { .integer($0.wholeLayers) })
    infer(.contextLargest, estimator.largestContext(free).map(Value.integer))
    if !estimate.cacheType.isQuantized, estimate.usesFlashAttention {
      var quantized = free
      quantized.cacheType = .q8_0
      infer(.contextLargestQuantized, estimator.largestContext(quantized).map(Value.integer))
      infer(
        .memoryFitsQuantized, estimator.estimate(quantized).placement.map { .flag($0.fit == .entirely) })
    }
    if placement.fit != .entirely, let smaller = smaller() { infer(.memoryAlternative, .text(smaller)) }
    return result
  }

  /// What keeps a model from being fully on the GPU.
  enum Cause: String { case weights, context, parallel, layers }

  /// The deciding cause; `nil` where nothing is wanting, or where less is wanted than there is.
  ///
  /// Whoever speaks of memory goes by this: what it says is needed is then more than what it says is there.
  private func cause(
    _ estimate: MemoryEstimate, _ placement: Placement, _ estimator: MemoryEstimator
  ) -> Cause? {
    guard placement.fit != .entirely else { return nil }
    var free = settings
    free.forcedLayers = nil
    let unforced = estimator.estimate(free)
    if settings.forcedLayers != nil, unforced.placement?.fit == .entirely { return .layers }
    guard estimate.wanted > placement.usable else {
      return settings.forcedLayers == nil ? nil : .layers
    }
    func fits(_ change: (inout LoadSettings) -> Void) -> Bool {
      var other = free
      change(&other)
      return estimator.estimate(other).placement?.fit == .entirely
    }
    if settings.parallel > 1, fits({ $0.parallel = 1 }) { return .parallel }
    return fits { $0.context = min(4096, settings.context) } ? .context : .weights
  }

  private var machineName: String {
    if machine.hasNoGPU { return "machine without a GPU" }
    let names = Dictionary(grouping: machine.gpus.map(\.name)) { $0 }.map { name, all in
      all.count > 1 ? "\(all.count) x \(name)" : name
    }
    return names.sorted().joined(separator: " + ")
  }

  private func budget(_ estimate: MemoryEstimate) -> Reason {
    let cache =
      "KV cache of \(Wording.tokens(estimate.settings.context))"
      + (estimate.settings.parallel > 1 ? " for each of \(estimate.settings.parallel) parallel requests" : "")
    return Reason(
      "weights take \(Wording.size(estimate.offloadableWeights)), the \(cache) "
        + "\(Wording.size(estimate.kvCache)) (\(estimate.cacheType.rawValue)), buffers "
        + Wording.size(estimate.buffers))
  }

  /// Whether it is fully on the GPU with another context; `nil` where that cannot be said.
  func fits(withContext tokens: Int) -> Bool? {
    var settings = settings
    settings.context = tokens
    return MemoryEstimator(file, on: machine).estimate(settings).placement.map { $0.fit == .entirely }
  }

  /// The largest smaller model of the same name that is fully on the GPU at this context; one of less than
  /// a fifth of the size is not a replacement.
  private func smaller() -> String? {
    guard let name = ModelName(file.name), name.isLibrary else { return nil }
    var best: (name: String, parameters: Int, estimate: MemoryEstimate, file: ModelFile)?
    var settings = settings
    settings.forcedLayers = nil
    for sibling in ModelCatalogue.standard.siblings(of: name) {
      guard let parameters = sibling.parameters, let own = file.parameters, parameters < own,
        parameters * 5 >= own, parameters > best?.parameters ?? 0
      else { continue }
      let estimate = MemoryEstimator(sibling, on: machine).estimate(settings)
      guard estimate.placement?.fit == .entirely else { continue }
      best = (sibling.name, parameters, estimate, sibling)
    }
    guard let best else { return nil }
    let speed =
      DecodeSpeed(best.file, best.estimate, on: machine).map { ", \(Wording.speed($0.low, $0.high))" } ?? ""
    return "\(best.name) (\(Wording.size(best.estimate.wanted))\(speed))"
  }
}
