import Knowledge
import Vocabulary
import Wording

/// What follows for servers and models from how all clients together use them.
enum UseLink {
  static func resolve(_ draft: inout Draft) {
    // The draft's index lacks loads, so scan all facts.
    let crowded = Set(
      draft.facts.own.values.filter { $0.subject == .load && $0.flag(.togetherFits) == false }
        .compactMap { $0.related[.server] })
    let served = Dictionary(grouping: draft.ownIDs(.modelUse)) { draft[$0].related[.server] }
    let threaded = Set(
      draft.all(.key).filter { $0.text(.name) == "num_thread" }.map { draft.scopes.scope(of: $0.id.document) }
    )
    for id in draft.ownIDs(.server) {
      // Where two do not fit together, one at a time is right.
      if !crowded.contains(id) { countTogether(id, served[id] ?? [], &draft) }
      checkThreads(id, threaded, &draft)
      checkPromptCache(id, &draft)
    }
    let releases = Releases(draft)
    for id in draft.ownIDs(.key) { compareVersions(id, releases, &draft) }
    let uses = Dictionary(grouping: draft.ownIDs(.modelUse)) { draft[$0].related[.model] }
    // Report temperature and top_p once.
    var checked: Set<FactID> = []
    for id in draft.ownIDs(.key) {
      guard let model = draft[id].related[.model], !checked.contains(model) else { continue }
      if checkSampling(id, uses, &draft) { checked.insert(model) }
    }
  }

  // MARK: Models of one client that take turns

  private static let talking: Set<Role> = [.agent, .chat, .edit]

  /// Chat, completion and embedding models may run concurrently.
  private static func countTogether(_ id: FactID, _ uses: [FactID], _ draft: inout Draft) {
    guard let server = draft.facts[id], server.has(.maxLoaded) else { return }
    let uses = uses.compactMap { draft.facts[$0] }.filter {
      $0.text(.name) != nil && $0.flag(.isCloud) != true
    }
    let clients = Dictionary(grouping: uses.filter { $0.related[.client] != nil }) { $0.related[.client] }
    let sets = clients.values.map { together($0) }.sorted {
      ($0.count, $0.first?.id ?? id) < ($1.count, $1.first?.id ?? id)
    }
    guard let largest = sets.last, largest.count > 1 else { return }
    let reasons = largest.map { use in
      Reason(
        "\(use.text(.name) ?? "") is used for \(Wording.list(use.roles.map(\.rawValue)))",
        at: use.range)
    }
    draft[id].infer(.usedTogether, .integer(largest.count), because: reasons)
  }

  /// One use each of different models for talking, completing and embedding.
  private static func together(_ uses: [Fact]) -> [Fact] {
    var chosen: [Fact] = []
    for roles in [[.autocomplete], [.embed], talking] as [Set<Role>] {
      let fitting = uses.filter { !roles.isDisjoint(with: $0.roles) }
      // A model with two roles takes one place.
      guard !fitting.contains(where: { use in chosen.contains { $0.text(.name) == use.text(.name) } }),
        let first = fitting.first
      else { continue }
      chosen.append(first)
    }
    return chosen
  }

  // MARK: Threads

  /// Without a number the engine takes the host's cores, whatever the container may use of them (ollama/ollama
  /// `llm/llama_server.go`).
  private static func checkThreads(_ id: FactID, _ threaded: Set<String>, _ draft: inout Draft) {
    guard let server = draft.facts[id], server.has(.cpuLimit), !server.has(.threads),
      server.flag(.environmentUnknown) != true, !threaded.contains(draft.scopes.scope(of: id.document))
    else { return }
    // These read the limit of their control group (ollama/ollama `discover/cpu_linux.go`, 0.13.0 to 0.29).
    if let version = server.text(.version).flatMap({ Version($0) }), version >= Version(0, 13, 0), version < Version(0, 30, 0) {
      return
    }
    // A machine with hardly more processors has hardly more threads than the container may run.
    if let processors = server.integer(.hostProcessors), let limit = server[.cpuLimit],
      Double(processors) <= limit + 1
    {
      return
    }
    draft[id].infer(.threadsUnset, .flag(true))
  }

  /// Without a limit, each model's llama-server keeps up to 8 GiB of prompts in RAM. Ollama does not account for it
  /// (ollama/ollama issue 18264).
  private static func checkPromptCache(_ id: FactID, _ draft: inout Draft) {
    guard let server = draft.facts[id], server.has(.memoryLimit), !server.has(.promptCache), server.flag(.environmentUnknown) != true,
      server.text(.version).flatMap({ Version($0) }).map({ $0 >= Version.llamaServer }) ?? true
    else { return }
    draft[id].infer(.promptCacheIsUnbounded, .flag(true))
  }

  // MARK: Instructions that a pinned version refuses

  /// What the servers of each deployment are pinned to, those of documentation aside.
  struct Releases {
    private enum Key: Hashable { case server }

    private var index: ProximityIndex<Key>
    private var newest: [String: Version] = [:]
    private var unpinned: Set<String> = []
    private let scopes: Scopes

    init(_ draft: Draft) {
      scopes = draft.scopes
      index = draft.proximityIndex()
      for server in draft.all(.server) where server.flag(.example) != true {
        index.insert(server.id, under: .server)
        let scope = scopes.scope(of: server.id.document)
        if let version = server.text(.version).flatMap({ Version($0) }) {
          newest[scope] = max(newest[scope] ?? version, version)
        } else {
          unpinned.insert(scope)
        }
      }
    }

    /// The nearest server, if all around `document` are known to be older than `release`.
    func server(near document: DocumentID, allBefore release: Version) -> FactID? {
      let scope = scopes.scope(of: document)
      guard !unpinned.contains(scope), let newest = newest[scope], newest < release else { return nil }
      return index.nearest(.server, to: document)
    }
  }

  private static func compareVersions(_ id: FactID, _ releases: Releases, _ draft: inout Draft) {
    guard let key = draft.facts[id], key.text(.kind) == "instruction",
      let since = key.text(.since).flatMap({ Version($0) })
    else { return }
    // With one server that is not known to be old, the model may be made there.
    guard let first = releases.server(near: id.document, allBefore: since).flatMap({ draft.facts[$0] }),
      let version = first.text(.version).flatMap({ Version($0) })
    else { return }
    draft[id].infer(
      .newerThan, .text(version.description),
      because: [Reason("\(first.text(.name) ?? "the server") runs \(version)", at: first.range)])
  }

  // MARK: Parameters that requests override

  private static let sampling: Set<String> = ["temperature", "top_p"]

  /// The OpenAI-compatible API fills in temperature and top_p where a request has none, and so never lets the model's
  /// own through (ollama/ollama `openai/openai.go`).
  private static func checkSampling(_ id: FactID, _ uses: [FactID?: [FactID]], _ draft: inout Draft) -> Bool {
    guard let key = draft.facts[id], key.text(.kind) == "parameter", key.text(.format) == "Modelfile",
      sampling.contains(key.text(.name) ?? ""), let model = key.related[.model]
    else { return false }
    // What only fetches a model sends it nothing.
    let own = (uses[model] ?? []).compactMap { draft.facts[$0] }.filter { $0.roles != [.pull] }
    guard let first = own.first, own.allSatisfy({ $0[.api] == .openai }) else { return false }
    let isEmbedding = own.allSatisfy { $0.roles == [.embed] }
    guard !isEmbedding, !isNeutral(key) else { return false }
    draft[id].infer(
      .overridden, .text("the OpenAI-compatible API"),
      because: [Reason("\(first.text(.name) ?? "the model") is only used through that API", at: first.range)]
    )
    return true
  }

  /// The very value that the API fills in; and a value that is not a number is rejected before it is overridden.
  private static func isNeutral(_ key: Fact) -> Bool {
    key.text(.value).flatMap { Double($0) }.map { $0 == 1 } ?? true
  }
}
