import Knowledge
import Memory
import Testing
import Vocabulary

@testable import Deployment

/// What a model takes of its machine's memory, as a server holds it.
struct MemoryLinkTests {
  private static let weights = ModelName("llama3.1:8b").flatMap(ModelCatalogue.standard.file(named:))

  private static func use(
    _ name: String, _ role: String = "agent", context: Int? = 4096, isChosen: Bool = false
  ) -> Fact {
    var attributes: [Attribute: Value] = [.name: .text("llama3.1:8b"), .roles: .texts([role])]
    attributes[.contextEffective] = context.map(Value.integer)
    attributes[.contextWanted] = .integer(65536)
    if isChosen { attributes[.isChosen] = .flag(true) }
    return fact(
      .modelUse, name, attributes, related: [.server: id(.server, "ollama"), .client: id(.client, "editor")])
  }

  private static func loads(_ facts: [Fact], on machine: Machine?) -> [Fact] {
    draft([fact(.server, "ollama")] + facts, on: machine, weights: weights, after: MemoryLink.resolve)
      .facts.own.values.filter { $0.subject == .load }.sorted { $0.id < $1.id }
  }

  @Test func twoUsesOfOneModelAreOneLoad() {
    let loads = Self.loads([Self.use("a", "agent"), Self.use("b", "chat")], on: .nvidia(gibibytes: 24))
    #expect(loads.map { $0.roles } == [[.agent, .chat]])
    #expect(loads.first?.related[.server] == id(.server, "ollama"))
  }

  @Test func anotherContextIsAnotherLoad() {
    let loads = Self.loads(
      [Self.use("a", isChosen: true), Self.use("b", context: 8192, isChosen: true)],
      on: .nvidia(gibibytes: 24))
    #expect(loads.map { $0.integer(.memoryContext) } == [4096, 8192])
  }

  @Test func whatIsOnlyListedBesideTheChosenModelIsNoLoad() {
    let loads = Self.loads(
      [Self.use("a", context: 8192), Self.use("b", "title", context: 2048), Self.use("c", isChosen: true)],
      on: .nvidia(gibibytes: 24))
    #expect(loads.map { $0.integer(.memoryContext) } == [4096])
  }

  @Test(arguments: [(24, MemoryFit.entirely), (4, .partly)]) func fitsOrSpills(
    _ gibibytes: Int, _ fit: MemoryFit
  ) {
    let loads = Self.loads([Self.use("a")], on: .nvidia(gibibytes: gibibytes))
    #expect(loads.map { $0[.memoryFit] } == [fit])
  }

  @Test func nothingIsSaidOfAMachineOrAContextThatIsNotKnown() {
    #expect(Self.loads([Self.use("a")], on: nil).isEmpty)
    #expect(Self.loads([Self.use("a", context: nil)], on: .nvidia(gibibytes: 24)).isEmpty)
  }

  @Test(arguments: [(80, true), (8, false)])
  func aUseIsToldWhetherTheContextThatItNeedsFits(_ gibibytes: Int, _ fits: Bool) {
    let draft = draft(
      [fact(.server, "ollama"), Self.use("a")], on: .nvidia(gibibytes: gibibytes), weights: Self.weights,
      after: MemoryLink.resolve)
    #expect(draft.facts[id(.modelUse, "a")]?.flag(.contextWantedFits) == fits)
  }
}
