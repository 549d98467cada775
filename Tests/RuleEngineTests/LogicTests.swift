import RuleEngine
import Testing
import Vocabulary

@Suite struct LogicTests {
  /// Whether a rule speaks, and whether its negation does: neither is what undecided means.
  private func outcome(_ predicate: Predicate, _ facts: [Fact]) -> String {
    func speaks(_ predicate: Predicate) -> Bool {
      let rule = rule(on: .server, Rule.Case(when: predicate, severity: .info, message: Template([])))
      return !violations(of: rule, in: facts).isEmpty
    }
    switch (speaks(predicate), speaks(.not(predicate))) {
    case (true, false): return "true"
    case (false, true): return "false"
    case (false, false): return "undecided"
    case (true, true): return "contradiction"
    }
  }

  private static let parallel = AttributeReference(nil, .parallel)
  private static let context = AttributeReference(nil, .context)
  private static let image = AttributeReference(nil, .image)
  private static let origins = AttributeReference(nil, .origins)

  /// A test and its outcome where the attribute is as given, absent, and not to be known.
  static let tests: [(Predicate.Test, AttributeReference, Value, [String])] = [
    (.missing, image, .text("x"), ["false", "true", "false"]),
    (.present, image, .text("x"), ["true", "false", "false"]),
    (.unknown, image, .text("x"), ["false", "false", "true"]),
    (.is(.literal(.text("x"))), image, .text("x"), ["true", "false", "undecided"]),
    (.is(.literal(.text("y"))), image, .text("x"), ["false", "false", "undecided"]),
    (.in([.text("x"), .text("y")]), image, .text("y"), ["true", "false", "undecided"]),
    (.in([.text("x")]), image, .text("y"), ["false", "false", "undecided"]),
    (.has(.text("*")), origins, .texts(["a", "*"]), ["true", "false", "undecided"]),
    (.has(.text("*")), origins, .texts([]), ["false", "false", "undecided"]),
    (.below(.literal(.integer(2))), parallel, .integer(1), ["true", "false", "undecided"]),
    (.below(.literal(.integer(2))), parallel, .integer(2), ["false", "false", "undecided"]),
    (.above(.literal(.number(1.5))), parallel, .integer(2), ["true", "false", "undecided"]),
    (.matches(["ollama/*"]), image, .text("ollama/ollama"), ["true", "false", "undecided"]),
    (.matches(["ollama/*"]), image, .text("nginx"), ["false", "false", "undecided"]),
    (.below(.attribute(context)), parallel, .integer(4), ["true", "false", "undecided"]),
  ]

  @Test(arguments: tests)
  func aTestKnowsAbsentFromUnknown(
    test: Predicate.Test, reference: AttributeReference, value: Value, expected: [String]
  ) {
    let predicate = Predicate.test(reference, test)
    let present = fact(.server, "s", [.context: .integer(8), reference.attribute: value])
    let absent = fact(.server, "s", [.context: .integer(8)])
    let unknown = fact(.server, "s", [.context: .integer(8), reference.attribute: Value?.none])
    #expect([present, absent, unknown].map { outcome(predicate, [$0]) } == expected)
  }

  @Test func anOperandThatIsAbsentFailsAndOneThatIsUnknownLeavesItOpen() {
    let predicate = Predicate.test(Self.parallel, .above(.attribute(Self.context)))
    #expect(outcome(predicate, [fact(.server, "s", [.parallel: .integer(9)])]) == "false")
    #expect(
      outcome(predicate, [fact(.server, "s", [.parallel: .integer(9), .context: Value?.none])]) == "undecided"
    )
  }

  @Test func ofAMissingRelationEverythingIsMissing() {
    let ram = AttributeReference(.machine, .ram)
    #expect(outcome(.test(ram, .missing), [fact(.server, "s")]) == "true")
    #expect(outcome(.test(ram, .below(.literal(.integer(1)))), [fact(.server, "s")]) == "false")
    let machine = fact(.machine, "m", [.ram: .integer(8)])
    let server = fact(.server, "s", related: [.machine: machine])
    #expect(outcome(.test(ram, .is(.literal(.integer(8)))), [machine, server]) == "true")
    #expect(outcome(.test(ram, .missing), [server]) == "true")
  }

  @Test func conjunctionAndDisjunctionAreKleenes() {
    let facts = [fact(.server, "s", [.image: .text("x"), .context: Value?.none])]
    let yes = Predicate.test(Self.image, .present)
    let no = Predicate.test(Self.image, .missing)
    let open = Predicate.test(Self.context, .is(.literal(.integer(1))))
    let table: [(Predicate, String)] = [
      (.all([]), "true"), (.any([]), "false"), (.always, "true"), (.not(open), "undecided"),
      (.all([yes, yes]), "true"), (.all([yes, open]), "undecided"), (.all([open, no]), "false"),
      (.any([no, no]), "false"), (.any([no, open]), "undecided"), (.any([open, yes]), "true"),
    ]
    for (predicate, expected) in table {
      #expect(outcome(predicate, facts) == expected, "\(predicate)")
    }
  }

  @Test(arguments: [
    ("*", "", true), ("", "", true), ("", "a", false), ("a*c", "abbc", true), ("a*c", "abb", false),
    ("*ollama*", "ghcr.io/ollama/x", true), ("*a*b", "xaxbxb", true), ("ab", "abc", false),
    ("é*", "école", true), ("**", "x", true), ("A", "a", false),
  ]) func aStarIsAnyRunOfCharacters(pattern: String, text: String, expected: Bool) {
    let predicate = Predicate.test(Self.image, .matches([pattern]))
    #expect((outcome(predicate, [fact(.server, "s", [.image: .text(text)])]) == "true") == expected)
  }

  // Were it exponential, it would not end; a limit in seconds would fail on a busy machine instead.
  @Test func manyStarsTakeNoExponentialTime() {
    let pattern = String(repeating: "a*", count: 200) + "b"
    let predicate = Predicate.test(Self.image, .matches([pattern]))
    let text = String(repeating: "a", count: 20_000)
    #expect(outcome(predicate, [fact(.server, "s", [.image: .text(text)])]) == "false")
  }
}
