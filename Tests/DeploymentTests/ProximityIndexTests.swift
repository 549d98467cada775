import Testing
import Vocabulary

@testable import Deployment

/// The index answers as a look at every fact does.
struct ProximityIndexTests {
  @Test(arguments: 0..<200)
  func answersAsALookAtEveryFactDoes(seed: UInt64) {
    var dice = Dice(state: seed &* 7919 &+ 1)
    let facts = (0..<dice.roll(1...30)).map { number in
      Fact(FactID(.server, DocumentID(path(&dice)), ["\(number)"]), at: .init(.init("x"), .init(at: 0)))
    }
    let keys = Dictionary(uniqueKeysWithValues: facts.map { ($0.id, dice.roll(0...1)) })
    let draft = Draft(facts, Surroundings(scopes: ["a", "a/b", ""], machine: { _ in nil }))
    var index: ProximityIndex<Int> = draft.proximityIndex()
    for fact in facts { index.insert(fact.id, under: keys[fact.id] ?? 0) }

    for _ in 0..<20 {
      let document = DocumentID(path(&dice))
      let near = draft.near(document, .server).map(\.id)
      for key in 0...1 {
        let all = near.filter { keys[$0] == key }
        #expect(index.nearest(key, to: document) == all.first)
        #expect(index.nearest(key, to: document, leavingOut: all.first) == all.dropFirst().first)
      }
    }
  }

  @Test func whatIsFoundMayBeElsewhereThanWhereItIsLookedFor() {
    let model = FactID(.model, DocumentID("models/coder/Modelfile"), [])
    let script = FactID(.creation, DocumentID("scripts/create.sh"), ["1"])
    let draft = Draft([], Surroundings(machine: nil))
    var index: ProximityIndex<String> = draft.proximityIndex()
    index.insert(script, answer: model, under: "coder")
    #expect(index.nearest("coder", to: DocumentID("scripts/run.sh")) == model)
    #expect(index.nearest("coder", to: DocumentID("scripts/run.sh"), leavingOut: model) == nil)
    #expect(index.nearest("other", to: DocumentID("scripts/run.sh")) == nil)
  }

  private func path(_ dice: inout Dice) -> String {
    let names = ["a", "b", "ab", "é"]
    let folders = (0..<dice.roll(0...4)).map { _ in names[dice.roll(0...3)] }
    return (folders + ["file\(dice.roll(0...3))"]).joined(separator: "/")
  }
}

/// The same throws for the same seed (Knuth's linear congruential generator, MMIX).
private struct Dice {
  var state: UInt64

  mutating func roll(_ range: ClosedRange<Int>) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + Int((state >> 33) % UInt64(range.count))
  }
}
