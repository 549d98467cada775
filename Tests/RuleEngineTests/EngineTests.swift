import RuleEngine
import Syntax
import Testing
import Vocabulary

@Suite struct EngineTests {
  private let always = Rule.Case(when: .always, severity: .info, message: Template([.text("m")]))

  @Test(arguments: [
    (Attribute.ram, Value.integer(8 << 30), "8.0 GiB"), (.ram, .integer(11_811_160_064), "11.0 GiB"),
    (.ram, .integer(1_610_612_736), "1.5 GiB"), (.ram, .integer(1023), "1,023 bytes"),
    (.ram, .integer((1 << 30) - 1), "1.0 GiB"), (.ram, .integer(1), "1 byte"),
    (.context, .integer(65536), "65,536"), (.keepAlive, .integer(300), "5 min"),
    (.keepAlive, .integer(90), "90 s"),
    (.keepAlive, .integer(7200), "2 h"), (.keepAlive, .integer(0), "0 s"),
    (.keepAlive, .integer(-1), "forever"),
    (.flashAttention, .flag(true), "yes"), (.flashAttention, .flag(false), "no"),
    (.origins, .texts([]), "none"),
    (.origins, .texts(["a"]), "a"), (.origins, .texts(["a", "b", "c"]), "a, b and c"),
    (.image, .text("a b"), "a b"),
    (.image, .number(0.7), "0.7"), (.image, .number(2), "2"),
  ]) func aMessageShowsAValueInItsUnit(attribute: Attribute, value: Value, expected: String) {
    let reference = AttributeReference(nil, attribute)
    let rule = rule(
      on: .server,
      Rule.Case(
        when: .always, severity: .info, message: Template([.text("<"), .attribute(reference), .text(">")])))
    let found = violations(of: rule, in: [fact(.server, "s", [attribute: value])])
    #expect(found.map(\.message) == ["<\(expected)>"])
    #expect(violations(of: rule, in: [fact(.server, "s")]).isEmpty, "a message with a hole is not spoken")
  }

  @Test func theFirstCaseThatHoldsSpeaks() {
    let undecided = Rule.Case(
      when: .test(.init(nil, .image), .is(.literal(.text("x")))), severity: .error,
      message: Template([.text("1")]))
    let second = Rule.Case(when: .always, severity: .warning, message: Template([.text("2")]))
    let found = violations(
      of: rule(on: .server, undecided, second, always), in: [fact(.server, "s", [.image: Value?.none])])
    #expect(found.map(\.message) == ["2"])
  }

  @Test func aFindingIsPlacedAtItsAttributeElseAtTheFirstWrittenElseAtTheFact() {
    let image = AttributeReference(nil, .image)
    let gpu = AttributeReference(nil, .gpu)
    let when = Predicate.not(.all([.test(gpu, .present), .test(image, .missing)]))
    func place(_ at: AttributeReference?, _ fact: Fact) -> SourceRange? {
      let match = Rule.Case(when: when, severity: .info, message: Template([]), at: at)
      return violations(of: rule(on: .server, match), in: [fact]).first?.at
    }
    let written = fact(.server, "s", [.image: .text("x"), .gpu: .text("all"), .command: .text("c")])
    #expect(place(.init(nil, .command), written) == written.attributes[.command]?.range)
    #expect(place(nil, written) == written.attributes[.gpu]?.range)
    #expect(place(.init(nil, .tools), written) == written.attributes[.gpu]?.range)
    #expect(place(nil, fact(.server, "s")) == fact(.server, "s").range)
  }

  @Test func reasonsBecomeNotesOnceEachAndInOrder() {
    var server = fact(.server, "s")
    let range = server.range
    server.infer(.context, .integer(4096), because: [Reason("a", at: range), Reason("b")])
    server.infer(.parallel, .integer(1), because: [Reason("b"), Reason("c")])
    let context = AttributeReference(nil, .context)
    let parallel = AttributeReference(nil, .parallel)
    let when = Predicate.test(context, .above(.attribute(parallel)))
    func notes(because: [AttributeReference]) -> [Violation.Note] {
      let match = Rule.Case(when: when, severity: .info, message: Template([]), because: because)
      return violations(of: rule(on: .server, match), in: [server]).flatMap(\.notes)
    }
    #expect(notes(because: []) == [.init("a", at: range), .init("b"), .init("c")])
    #expect(notes(because: [parallel]) == [.init("b"), .init("c")])
  }

  @Test func whatHoldsOfSeveralIsSaidOnceWithTheOthersNamed() {
    let match = Rule.Case(
      when: .always, severity: .info, message: Template([.attribute(.init(nil, .name))]),
      once: .init(.endpoint, .url))
    let endpoint = fact(.endpoint, "e", [.url: .text("http://x")])
    let other = fact(.endpoint, "f", [.url: .text("http://y")])
    let unknown = fact(.endpoint, "g", [.url: Value?.none])
    let uses = [
      ("c", endpoint), ("a", endpoint), ("d", other), ("b", endpoint), ("e", unknown), ("f", unknown),
    ]
    .enumerated().map { index, use in
      fact(.modelUse, use.0, at: index * 1000, [.name: .text(use.0)], related: [.endpoint: use.1])
    }
    let found = violations(of: rule(on: .modelUse, match), in: uses + [endpoint, other, unknown])
    #expect(found.map(\.message) == ["c", "d", "e", "f"])
    #expect(found.first?.notes == [.init("the same holds for a and b", isReason: false)])
    #expect(found.dropFirst().map(\.notes) == [[], [], []])
  }

  @Test func alternativesStayInOrderAndThoseThatDoNotApplyAreLeftOut() {
    let fixes: [FixStep] = [
      .set(.init(.model, .context), to: .literal(.integer(65536))),
      .set(.init(.server, .context), to: .attribute(.init(nil, .contextStated))),
      .set(.init(.server, .context), to: .attribute(.init(nil, .contextWanted))),
      .set(.init(.server, .parallel), to: .literal(.integer(1))), .remove(.init(.server, .image)),
      .remove(.init(.server, .gpu)), .removeFact(.endpoint), .removeFact(nil),
    ]
    let server = fact(.server, "s", [.parallel: .integer(1), .gpu: Value?.none])
    let use = fact(
      .modelUse, "u", [.contextWanted: .integer(9), .contextStated: Value?.none], related: [.server: server])
    let match = Rule.Case(when: .always, severity: .info, message: Template([]), fix: fixes)
    #expect(
      violations(of: rule(on: .modelUse, match), in: [use, server]).flatMap(\.changes) == [
        Change(server.id, .set(.context, .integer(9))), Change(server.id, .remove(.gpu)),
        Change(use.id, .removeFact),
      ])
  }

  @Test func theOrderOfFactsAndRulesChangesNothing() {
    let once = Rule.Case(
      when: .always, severity: .info, message: Template([.attribute(.init(nil, .name))]),
      once: .init(nil, .image))
    let rules = [
      rule(on: .server, once, id: "b/b"), rule(on: .server, always, id: "a/a"), rule(on: .key, always),
    ]
    var facts = (0..<40).map { index in
      fact(
        index % 5 == 0 ? .key : .server, "f\(index)", in: "\(index % 3).yaml", at: (index % 7) * 100,
        [.name: .text("n\(index)"), .image: .text("i\(index % 4)")])
    }
    let expected = RuleMatcher.check(DeploymentGraph(facts), rules: rules)
    #expect(zip(expected, expected.dropFirst()).allSatisfy { ($0.at, $0.rule) <= ($1.at, $1.rule) })
    for _ in 0..<20 {
      facts.shuffle()
      #expect(RuleMatcher.check(DeploymentGraph(facts), rules: rules.shuffled()) == expected)
    }
  }

  @Test func eachFieldTakesTheFirstTextThatHoldsAndCanBeFilled() throws {
    let rule = try decode(
      ruleFile(
        on: "server",
        """
        message: [{ text: on a GPU, when: { gpu: { is: all } } }, "with {image}", without an image]
        effect: [{ text: "{parallel} at once", when: { gpu: { is: all } } }]
        fix: [{ set: parallel, to: 1, when: { gpu: { is: all } } }, { set: parallel, to: 2 }]
        at: [{ attribute: parallel, when: { gpu: { is: all } } }, image]
        """)
    ).get()
    func said(_ attributes: [Attribute: Value?]) -> Violation? {
      violations(of: rule, in: [fact(.server, "s", attributes)]).first
    }
    let gpu = said([.gpu: .text("all"), .parallel: .integer(4), .image: .text("x")])
    #expect(gpu?.message == "on a GPU")
    #expect(gpu?.effect == "4 at once")
    #expect(gpu?.changes.map(\.action) == [.set(.parallel, .integer(1)), .set(.parallel, .integer(2))])
    #expect(said([.image: .text("x")])?.message == "with x")
    #expect(said([.image: .text("x")])?.effect == nil)
    #expect(said([.image: .text("x")])?.changes.map(\.action) == [.set(.parallel, .integer(2))])
    #expect(said([:])?.message == "without an image")
    // What cannot be known decides nothing.
    #expect(said([.gpu: Value?.none, .image: Value?.none])?.message == "without an image")
  }

  @Test func aValueToBeTypedHasPlainDigits() throws {
    let rule = try decode(
      ruleFile(on: "server", "message: \"{context} of them, {context as typed} in the file\"")
    ).get()
    let found = violations(of: rule, in: [fact(.server, "s", [.context: .integer(65536)])])
    #expect(found.map(\.message) == ["65,536 of them, 65536 in the file"])
  }

  @Test func findingsThatSayDifferentThingsAreNotMerged() throws {
    let rule = try decode(
      ruleFile(
        on: "server",
        """
        message: off
        advice: [{ text: Use it., when: { image: { is: a } } }, Leave it.]
        once: gpu
        """)
    ).get()
    let facts = ["a", "b", "b"].enumerated().map { index, image in
      fact(.server, "s\(index)", at: index * 1000, [.image: .text(image), .gpu: .text("all")])
    }
    #expect(violations(of: rule, in: facts).map(\.advice) == ["Use it.", "Leave it."])
  }
}
