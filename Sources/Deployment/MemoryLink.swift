import Knowledge
import Memory
import Vocabulary

/// What the models of a deployment take of their machine's memory, at the context they run with.
///
/// Each model that a server holds in memory becomes a fact of its own, the `load`. Nothing is computed
/// where the machine, the weights or the context are not known.
enum MemoryLink {
  static func resolve(_ draft: inout Draft) {
    let loads = loads(draft)
    draft.loads += loads
    if draft.loads.isEmpty { return }
    // Uses before Modelfiles, each in order.
    draft.loads.sort {
      $0.uses.isEmpty != $1.uses.isEmpty ? $1.uses.isEmpty : $0.place < $1.place
    }
    GuestMemory.resolve(draft.loads, &draft)
    let pairs = Dictionary(grouping: Pair.all(among: loads, draft), by: \.second)
    let menus = ModelMenus(draft)
    draft.busyScopes = menus.busyScopes(draft.loads)
    for load in menus.configured(loads, besides: draft.busyScopes) {
      var fact = load.fact(draft)
      for pair in pairs[load.place] ?? [] { pair.describe(&fact, draft) }
      draft.facts[fact.id] = fact
      // What does not load is said of the machine, and needs no word of what may be so on another.
      if let model = load.model, let forced = draft.facts[model]?.integer(.gpuLayers), let fitting = fact.integer(.gpuLayersFitting),
        forced > fitting, fact[.memoryFit] == MemoryFit.no, fact.integer(.memoryAvailable) ?? 0 > 0,
        fact.integer(.memoryNeeded) ?? 0 > fact.integer(.memoryAvailable) ?? 0
      {
        draft[model].infer(.gpuLayersExceed, true)
      }
    }
    // What runs on the CPU fits no GPU, whatever its size.
    for load in loads where !menus.runsBesideTheGPU(load) {
      for use in load.uses {
        guard let wanted = draft.facts[use]?.integer(.contextWanted),
          let fits = load.fits(withContext: wanted), !fits || doesNoHarm(load, draft)
        else { continue }
        // A pod without a GPU has the memory of its limit, on whatever node it runs.
        if let server = draft.fact(.server, of: use), server[.topology] == .pod, server[.gpu] == .noGPU {
          continue
        }
        draft[use].infer(.contextWantedFits, .flag(fits))
      }
    }
  }

  /// Whether more context for a model takes nothing from others: what is set for a server is set for all of its models, and
  /// servers next to it, which know nothing of one another, use the same GPUs.
  private static func doesNoHarm(_ load: MemoryLoad, _ draft: Draft) -> Bool {
    guard let server = load.server else { return true }
    let wanted = draft.facts[server]?.integer(.contextWanted)
    return draft.loads.allSatisfy { other in
      guard draft.scopes.areSame(other.place.document, load.place.document) else { return true }
      guard other.server == server else { return other.server == nil || other.machine.hasNoGPU }
      return wanted.flatMap(other.fits) != false
    }
  }

  /// Of the facts that are worked out.
  private static func loads(_ draft: Draft) -> [MemoryLoad] {
    var loads: [MemoryLoad] = []
    var known: [MemoryLoad.Identity: Int] = [:]
    let servers = NearestServer(draft)
    for id in draft.ownIDs(.modelUse) {
      guard let load = load(ofUse: id, servers, draft) else { continue }
      if let index = known[load.identity] {
        loads[index].uses.append(id)
      } else {
        known[load.identity] = loads.count
        loads.append(load)
      }
    }
    let used = Set(loads.compactMap(\.model))
    for id in draft.ownIDs(.model) where !used.contains(id) {
      if let load = load(ofModel: id, servers, draft) { loads.append(load) }
    }
    return loads
  }

  private static func load(ofUse id: FactID, _ servers: NearestServer, _ draft: Draft) -> MemoryLoad? {
    guard let use = draft.facts[id], use.flag(.isOllama) != false else { return nil }
    let server = draft.fact(.server, of: id)
    // A server elsewhere runs on a machine that nobody described.
    guard server != nil || draft.fact(.endpoint, of: id)?[.reach] == .here else { return nil }
    let path = server?.id.document.path ?? id.document.path
    guard let machine = draft.surroundings.machine(for: path), !isKeptFromGPUs(server, of: machine),
      !isForAnother(use, server, than: machine)
    else { return nil }
    let isNobodys = use[.contextDecidedBy] == .nobody
    let context =
      use.integer(.contextEffective) ?? (isNobodys ? DefaultContext.tokens(machine.vramBytes) : nil)
    let model = draft.fact(.model, of: id)
    guard let context, let file = weights(of: use, model, draft) else { return nil }
    return MemoryLoad(
      name: use.text(.name) ?? file.name, place: id, uses: [id], file: file, machine: machine,
      settings: settings(context, server ?? servers.onlyOne(near: id.document, draft), model),
      server: server?.id,
      model: model?.id, at: use.attributes[.name]?.range ?? use.range,
      reasons: use.attributes[.contextEffective]?.reasons ?? [])
  }

  /// Whether nearby comments mention other GPUs or computers than this machine. What fits those is unknown.
  private static func isForAnother(_ fact: Fact, _ server: Fact?, than machine: Machine) -> Bool {
    let named = fact.texts(.machinesNamed) + (server?.texts(.machinesNamed) ?? [])
    guard !named.isEmpty else { return false }
    let own = machine.gpus.flatMap { GPUName($0.name).keys }
    return !named.contains { name in
      name == "Mac"
        ? machine.gpus.contains { $0.vendor == .apple } : !own.allSatisfy { !GPUName(name).keys.contains($0) }
    }
  }

  /// Whether a server is meant to do without the machine's GPUs: what fits them says nothing of it.
  private static func isKeptFromGPUs(_ server: Fact?, of machine: Machine) -> Bool {
    guard let server, !machine.hasNoGPU else { return false }
    return server[.gpu] == .noGPU && server.has(.gpuIntended)
  }

  /// A Modelfile that no client here uses, as the nearest server would load it.
  private static func load(ofModel id: FactID, _ servers: NearestServer, _ draft: Draft) -> MemoryLoad? {
    guard let model = draft.facts[id] else { return nil }
    let server = servers.nearest(to: id.document, draft)
    let path = server?.id.document.path ?? id.document.path
    guard let machine = draft.surroundings.machine(for: path), !isKeptFromGPUs(server, of: machine),
      !isForAnother(model, server, than: machine), let file = weights(of: model, model, draft)
    else { return nil }
    let context: Int
    let reason: Reason
    if let own = model.attributes[.context] {
      guard let tokens = own.value?.integer else { return nil }
      context = tokens
      reason = Reason("num_ctx is \(tokens)", at: own.range)
    } else {
      context = DefaultContext.tokens(machine.vramBytes)
      reason = DefaultContext.reason(machine)
    }
    // A folder's name is a guess, and may be that of another size.
    let isGuess = model[.origin] == .customary && model[.baseKind] == .name
    let base = isGuess ? model.text(.base) : nil
    return MemoryLoad(
      name: base ?? model.text(.name) ?? file.name, place: id, uses: [], file: file, machine: machine,
      settings: settings(context, server, model), server: server?.id, model: id,
      at: model.attributes[.base]?.range ?? model.range, reasons: [reason])
  }

  /// The weights that a name stands for, through the Modelfiles that point to them.
  private static func weights(of fact: Fact, _ model: Fact?, _ draft: Draft) -> ModelFile? {
    var current = model
    var name = model == nil ? fact.text(.name) : nil
    var steps = 0
    while let definition = current, steps < 8 {
      if definition[.baseKind] == .file, let path = definition.text(.baseFile) {
        return draft.surroundings.weights(at: path)
      }
      guard definition[.baseKind] == .name else { return nil }
      name = definition.text(.base)
      current = draft.fact(.model, of: definition.id)
      steps += 1
    }
    guard let parsed = name.flatMap(ModelName.init), !parsed.isCloud else { return nil }
    return draft.surroundings.weights(of: parsed)
  }

  private static func settings(_ context: Int, _ server: Fact?, _ model: Fact?) -> LoadSettings {
    let type = server?.text(.kvCacheType).flatMap { KVCacheType(rawValue: $0.lowercased()) }
    let version = server?.text(.version).flatMap(Version.init)
    return LoadSettings(
      context: context, parallel: server?.integer(.parallel) ?? 1, cacheType: type ?? .f16,
      flashAttention: server?.flag(.flashAttention),
      forcedLayers: model?.integer(.gpuLayers).flatMap { $0 < 0 ? nil : $0 },
      release: version ?? .newest)
  }

  private struct NearestServer {
    private var index: ProximityIndex<Subject>

    init(_ draft: Draft) {
      index = draft.proximityIndex()
      for id in draft.ids(.server) { index.insert(id, under: .server) }
    }

    func nearest(to document: DocumentID, _ draft: Draft) -> Fact? {
      index.nearest(.server, to: document).flatMap { draft.facts[$0] }
    }

    /// The one server that is described near a client of this computer: a forwarded port points to a pod without
    /// being written anywhere.
    func onlyOne(near document: DocumentID, _ draft: Draft) -> Fact? {
      draft.ids(together: document, .server).count == 1 ? nearest(to: document, draft) : nil
    }
  }

  /// Two models that one client keeps loaded at the same time: one for chat, one for completion.
  private struct Pair {
    let first: MemoryLoad
    let second: FactID
    let together: FitReport.Together

    static func all(among loads: [MemoryLoad], _ draft: Draft) -> [Pair] {
      func roles(_ load: MemoryLoad, _ client: FactID) -> Set<Role> {
        Set(
          load.uses.filter { draft[$0].related[.client] == client }.flatMap {
            draft.facts[$0]?.roles ?? []
          })
      }
      var byClient: [FactID: [MemoryLoad]] = [:]
      for load in loads {
        for client in Set(load.uses.compactMap { draft[$0].related[.client] }) {
          byClient[client, default: []].append(load)
        }
      }
      return byClient.sorted { $0.key < $1.key }.flatMap { client, loads in
        let completing = loads.filter { roles($0, client).contains(.autocomplete) }
        // A list of models to choose from is not a set that is kept loaded.
        let talking = loads.filter { load in
          !roles(load, client).isDisjoint(with: [.agent, .chat])
            && !completing.contains { $0.place == load.place }
        }
        // One model is loaded once, whatever window each asks for (ollama/ollama, server/sched.go).
        guard talking.count == 1, completing.count == 1, talking[0].server == completing[0].server,
          talking[0].name != completing[0].name
        else { return [Pair]() }
        let (first, second) = (talking[0], completing[0])
        let report = FitReport(
          machine: first.machine,
          entries: [first, second].map { .init($0.file, on: first.machine, $0.settings) })
        return report.together.map { [Pair(first: first, second: second.place, together: $0)] } ?? []
      }
    }

    func describe(_ fact: inout Fact, _ draft: Draft) {
      guard let fits = together.fits else { return }
      let reason = Reason("\(first.name) stays loaded next to it", at: draft.facts[first.place]?.range)
      fact.infer(.togetherFits, .flag(fits))
      fact.infer(.togetherNeeded, .integer(together.total), because: [reason])
      fact.infer(.togetherWith, .text(first.name))
    }
  }
}
