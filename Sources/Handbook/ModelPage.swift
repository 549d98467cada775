import Diagnostics
import Knowledge
import Memory
import Syntax
import Wording

/// A model of the library: what it is, what it can do, and what it takes of a machine.
enum ModelPage {
  static func page(_ word: String, on machine: Machine?) -> Page? {
    guard let name = ModelName(word), name.isLibrary else { return nil }
    guard word.contains(":") else { return family(name, on: machine) }
    switch ModelCatalogue.standard.look(up: name) {
    case .model(let model): return tag(name, word, model, on: machine)
    case .variant(let model): return tag(name, word, model, on: machine)
    case .unknownTag, .unknownName: return nil
    }
  }

  /// A name without a tag: its tags, and what the latest is.
  private static func family(_ name: ModelName, on machine: Machine?) -> Page? {
    let tags = ModelCatalogue.standard.names.filter { $0.hasPrefix(name.model.lowercased() + ":") }
    guard let first = tags.first else { return nil }
    var latest: CatalogueModel?
    if case .model(let model) = ModelCatalogue.standard.look(up: name) { latest = model }
    var page = Page(
      .model, name.model,
      summary: latest.map { "\(name.model) without a tag is \($0.name):\($0.tag)." }
        ?? "A model of Ollama's library, e.g. \(first).")
    page.add(
      "Sizes",
      .table(
        header: ["tag", "GiB", "context", "can"],
        rows: tags.compactMap { tag in
          guard let name = ModelName(tag), let model = ModelCatalogue.standard.model(named: name) else {
            return nil
          }
          let size =
            ModelCatalogue.standard.file(named: name).map { Wording.gibibytes($0.weights.fileBytes) } ?? "?"
          return [
            tag, size, model.trainedContext.map(Wording.shortTokens) ?? "?",
            abilities(model).joined(separator: ", "),
          ]
        }))
    if machine != nil {
      page.add("On this machine", .code("ollama-lint explain \(first)\nollama-lint fit \(first)"))
    }
    page.add("Sources", .list(["https://ollama.com/library/\(name.model)"]))
    return page
  }

  private static func tag(_ name: ModelName, _ word: String, _ model: CatalogueModel, on machine: Machine?)
    -> Page
  {
    let file = ModelCatalogue.standard.file(named: name)
    var words: [String] = []
    if let parameters = model.parameters { words.append(billions(parameters) + " parameters") }
    if let file {
      words.append("\(Wording.size(file.weights.fileBytes)) as \(file.quantization ?? "published")")
    }
    if let context = model.trainedContext { words.append("trained for \(Wording.tokens(context))") }
    var page = Page(.model, word, summary: words.joined(separator: ", ") + ".")
    page.add("", .facts(facts(name, model)))
    if let file {
      if let machine {
        addBudget(FitReport.Entry(file, on: machine, LoadSettings(context: 65536)), machine, to: &page)
      }
      page.add("Quantizations", quantizations(name, model))
    }
    page.add("Sources", .list(["https://ollama.com/library/\(model.name)"]))
    return page
  }

  private static func facts(_ name: ModelName, _ model: CatalogueModel) -> [Page.Fact] {
    var facts: [Page.Fact] = []
    func says(_ capability: String, _ yes: String, _ no: String) -> String {
      model.capabilities.contains(capability) ? yes : no
    }
    if model.capabilities.contains("embedding") {
      return [.init("can", "embeddings only: it cannot chat")]
    }
    let unfit = AgentSuitability.isUnfit(name)
    facts.append(
      .init(
        "tools",
        says(
          "tools",
          unfit ? "yes, but Ollama warns against using it in coding agents" : "yes, can drive a coding agent",
          "no: not usable in a coding agent")))
    facts.append(
      .init("fill-in-the-middle", says("insert", "yes, can autocomplete code", "no: not for autocomplete")))
    facts.append(.init("images", says("vision", "yes", "no")))
    facts.append(.init("thinking", says("thinking", "yes: answers later, too slow for autocomplete", "no")))
    if let successor = ModelSuccession.successor(of: name) {
      facts.append(.init("superseded by", successor + ", of the same size"))
    }
    return facts
  }

  private static func abilities(_ model: CatalogueModel) -> [String] {
    let names = ["insert": "fill-in-the-middle", "completion": nil]
    return model.capabilities.sorted().compactMap { names[$0] ?? $0 }
  }

  private static func addBudget(_ entry: FitReport.Entry, _ machine: Machine, to page: inout Page) {
    guard !entry.ladder.isEmpty else { return }
    let place = machine.hasNoGPU ? "this machine, without a GPU" : machine.gpus.first?.name ?? "this machine"
    let rows = zip(entry.ladder, entry.ladderSpeeds).map { estimate, speed -> [String] in
      let share =
        switch estimate.placement?.fit {
        case .entirely: "fully on the GPU"
        case .partly:
          estimate.placement.map {
            $0.capacity == 0 || $0.gpuLayers == 0
              ? "on the CPU" : "\($0.gpuLayers) of \($0.layers) layers on the GPU"
          } ?? ""
        case .no: "does not load"
        default: "unknown"
        }
      return [
        Wording.tokens(estimate.settings.context), Wording.size(estimate.wanted),
        speed.map { Wording.range($0.low, $0.high) } ?? "?", share,
      ]
    }
    page.add("On \(place)", .table(header: ["context", "memory", "tokens/s", "where"], rows: rows))
    if let largest = entry.largestContext, entry.estimate?.placement?.capacity ?? 0 > 0 {
      let text =
        largest == 0
        ? "No context fits fully on the GPU."
        : "Largest context fully on the GPU: \(Wording.tokens(largest))."
      page.add("", .prose([text]))
    }
  }

  /// Sizes of the same weights in other quantizations, as the library's tags name them.
  private static func quantizations(_ name: ModelName, _ model: CatalogueModel) -> Page.Content {
    let rows = ["q4_K_M", "q5_K_M", "q6_K", "q8_0", "fp16"].compactMap { quantization -> [String]? in
      let size = model.tag.prefix { $0 != "-" }
      guard let other = ModelName("\(model.name):\(size)-\(quantization)"),
        let file = ModelCatalogue.standard.file(named: other)
      else { return nil }
      return [quantization, Wording.size(file.weights.fileBytes)]
    }
    // Where every row came out alike, the catalogue does not know the difference.
    return .table(header: ["quantization", "about"], rows: Set(rows.map { $0[1] }).count > 1 ? rows : [])
  }

  private static func billions(_ count: Int) -> String {
    let millions = (count + 500_000) / 1_000_000
    return millions < 1000 ? "\(millions)M" : "\(Wording.number(Double((millions + 50) / 100) / 10))B"
  }
}
