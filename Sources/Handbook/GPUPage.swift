import Diagnostics
import Knowledge
import Memory
import Wording

/// A graphics card: what is published of it, and which models of the library suit it.
enum GPUPage {
  static func page(_ word: String) -> Page? {
    switch GPUCatalogue.standard.look(up: word) {
    case .card(let card): page(card)
    case .severalSizes(let sizes): page(word, sizes)
    case .unknown: nil
    }
  }

  private static func page(_ card: GPUModel) -> Page {
    let gpu = Machine.GPU(card)
    var page = Page(.gpu, card.name, title: card.fullName, summary: summary(card))
    var facts: [Page.Fact] = []
    if let bytes = card.vramBytes { facts.append(.init("VRAM", Wording.size(bytes))) }
    if let bandwidth = card.bandwidth { facts.append(.init("memory bandwidth", "\(Int((bandwidth / 1e9).rounded())) GB/s")) }
    if let target = card.target { facts.append(.init(card.vendor == .amd ? "ROCm target" : "compute capability", target)) }
    if !facts.isEmpty { page.add("", .facts(facts)) }
    guard card.vramBytes != nil else { return page }
    let machine = Machine(gpus: [gpu], ramBytes: 32 << 30, operatingSystem: .linux, source: .flag)
    for purpose in Suggestion.Purpose.allCases {
      let entries = Suggestion.rank(purpose, on: machine, settings: LoadSettings(context: purpose.context), limit: 3)
      guard !entries.isEmpty else { continue }
      let rows = entries.map { entry in
        [
          entry.name, entry.estimate.map { Wording.size($0.wanted) } ?? "?",
          entry.speed.map { Wording.range($0.low, $0.high) } ?? "?",
        ]
      }
      page.add(
        "Models for \(purpose == .agent ? "an agent" : purpose.rawValue), with \(Wording.tokens(purpose.context)) of context",
        .table(header: ["model", "memory", "tokens/s"], rows: rows))
    }
    page.add("More", .code("ollama-lint fit --gpu \"\(card.name)\" --suggest agent"))
    return page
  }

  private static func page(_ word: String, _ sizes: [Int]) -> Page {
    var page = Page(.gpu, word, summary: "Sold with \(Wording.list(sizes.map(Wording.size), "or")) of VRAM.")
    page.add("With one of them", .code(sizes.map { "ollama-lint explain \"\(word) \($0 >> 30) GB\"" }.joined(separator: "\n")))
    return page
  }

  private static func summary(_ card: GPUModel) -> String {
    let memory = card.vramBytes.map { "\(Wording.size($0)) of VRAM" }
    return card.isUnified ? "Shares the memory of its computer." : memory.map { "A card with \($0)." } ?? "A graphics card."
  }
}
