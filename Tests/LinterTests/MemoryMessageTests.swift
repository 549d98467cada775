import BuiltInRules
import Deployment
import Knowledge
import RuleEngine
import Syntax
import Testing
import Vocabulary

/// No message about memory gives figures that contradict it.
@Suite struct MemoryMessageTests {
  private static let models = [
    "llama3.2:3b", "llama3.1:8b", "qwen2.5-coder:14b", "qwen3:30b", "deepseek-r1:70b", "qwen2.5-coder:1.5b",
  ]
  private static let cards = ["RTX 3070", "RTX 3090", "RTX 3060 12GB", "RX 7900 XTX"]

  @Test(arguments: cards) func whatIsNeededIsMoreThanWhatIsThere(_ card: String) throws {
    let machine = try Self.machine(card)
    let rules = BuiltInRules.all.filter { rule in
      rule.id.hasPrefix("memory/") && rule.cases.contains { $0.speaksOfNeedAndRoom }
    }
    #expect(rules.count >= 5)
    var spoken = 0
    for model in Self.models {
      for context in [2048, 4096, 32768, 131_072] {
        for layers in [nil, 0, 1, 20, 99] {
          for parallel in [1, 4] {
            let graph = Linker.link(
              Self.facts(model, context, layers, parallel), in: Surroundings(machine: machine))
            for violation in RuleMatcher.check(graph, rules: rules) {
              guard let load = graph[violation.fact], let needed = load.integer(.memoryNeeded),
                let available = load.integer(.memoryAvailable)
              else { continue }
              let isTogether = load.integer(.togetherNeeded).map { $0 > available } ?? false
              #expect(
                needed > available || isTogether,
                "\(violation.rule): \(model), \(context) tokens, num_gpu \(layers ?? -1), on \(card): \(violation.message)"
              )
              spoken += 1
            }
          }
        }
      }
    }
    #expect(spoken > 0)
  }

  private static func machine(_ card: String) throws -> Machine {
    guard case .card(let model) = GPUCatalogue.standard.look(up: card) else { throw Unknown(card: card) }
    return Machine(gpus: [.init(model)], ramBytes: 32 << 30, operatingSystem: .linux, source: .flag)
  }

  private struct Unknown: Error { let card: String }

  /// A Modelfile, and a server that loads it.
  private static func facts(_ base: String, _ context: Int, _ layers: Int?, _ parallel: Int) -> [Fact] {
    let document = DocumentID("Modelfile")
    let at = SourceRange(document, TextRange(0, 1))
    var model = Fact(FactID(.model, document, []), at: at)
    model.write(.base, .text(base), at: at)
    model.write(.baseKind, .name, at: at)
    model.write(.context, .integer(context), at: at)
    if let layers { model.write(.gpuLayers, .integer(layers), at: at) }
    var server = Fact(FactID(.server, DocumentID("ollama.service"), ["Service"]), at: at)
    server.write(.name, .text("ollama"), at: at)
    server.infer(.topology, .native)
    server.write(.parallel, .integer(parallel), at: at)
    return [model, server]
  }
}

extension Rule.Case {
  fileprivate var speaksOfNeedAndRoom: Bool {
    let named = Set([message, effect, advice].flatMap(\.values).flatMap(\.references).map(\.attribute))
    return named.contains(.memoryAvailable) && !named.isDisjoint(with: [.memoryNeeded, .togetherNeeded])
  }
}
