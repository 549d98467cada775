import RuleEngine
import Syntax
import Testing
import Vocabulary

@Suite struct DecodingTests {
  private func condition(_ when: String, on subject: String = "model-use") throws -> Predicate {
    try #require(try decode(ruleFile(on: subject, "when: " + when)).get().cases.first).when
  }

  @Test func attributesSideBySideMustAllHold() throws {
    let expected = Predicate.all([
      .test(.init(nil, .tools), .is(.literal(.flag(true)))), .test(.init(.server, .image), .missing),
    ])
    try #expect(condition("{ tools: { is: true }, server.image: missing }") == expected)
    try #expect(condition("{ all: [{ tools: { is: true } }, { server.image: missing }] }") == expected)
  }

  @Test func severalTestsOfOneAttributeMustAllHold() throws {
    let stated = AttributeReference(nil, .contextStated)
    try #expect(
      condition("{ context.stated: { above: 0, below: 10 } }")
        == .all([
          .test(stated, .above(.literal(.integer(0)))), .test(stated, .below(.literal(.integer(10)))),
        ]))
  }

  @Test func theSubjectsOwnNameBeforeAnAttributeMeansItself() throws {
    try #expect(condition("{ model-use.tools: missing }") == .test(.init(nil, .tools), .missing))
    try #expect(condition("{ server.gpu: missing }", on: "server") == .test(.init(nil, .gpu), .missing))
  }

  @Test func aBareNameOfAnAttributeIsItsValueAndAQuotedOneIsText() throws {
    let provider = AttributeReference(nil, .provider)
    try #expect(
      condition("{ provider: { is: server.image } }")
        == .test(provider, .is(.attribute(.init(.server, .image)))))
    try #expect(
      condition("{ provider: { is: \"server.image\" } }")
        == .test(provider, .is(.literal(.text("server.image")))))
    try #expect(
      condition("{ provider: { is: ollama } }") == .test(provider, .is(.literal(.text("ollama")))))
  }

  @Test func aDeclaredWordIsAWordEvenWhereAnAttributeHasItsName() throws {
    try #expect(
      condition("{ context.decided-by: { is: server } }")
        == .test(.init(nil, .contextDecidedBy), .is(.literal(.text("server")))))
  }

  @Test func bytesMayBeWrittenWithTheirUnit() throws {
    try #expect(
      condition("{ ram: { below: 8 GiB } }", on: "machine")
        == .test(.init(nil, .ram), .below(.literal(.integer(8 << 30)))))
  }

  @Test func anOwnerMayBeAnything() throws {
    try #expect(
      condition("{ owner.image: present }", on: "key") == .test(.init(.owner, .image), .present))
  }

  @Test func aCaseAddsItsConditionAndReplacesWhatItSays() throws {
    let rule = try decode(
      ruleFile(
        on: "server",
        """
        when: { gpu: { is: none } }
        fix: [{ set: gpu, to: all }]
        cases:
          - { when: { image: present }, severity: info, fix: [] }
          - message: else
        """)
    ).get()
    let none = Predicate.test(.init(nil, .gpu), .is(.literal(.text("none"))))
    #expect(rule.cases.map(\.when) == [.all([none, .test(.init(nil, .image), .present)]), none])
    #expect(rule.cases.map(\.severity) == [.info, .error])
    #expect(rule.cases.map(\.fix.options.count) == [0, 1])
    #expect(rule.cases[1].message == Choice(Template([.text("else")])))
  }

  @Test func fixesNameAttributesOrWholeFacts() throws {
    let fixes = """
      fix:
        - { set: key.value, to: corrected }
        - { set: value, to: 5 }
        - { remove: key.value }
        - { remove: key }
        - { remove: owner }
      """
    let rule = try decode(ruleFile(on: "key", fixes)).get()
    #expect(
      rule.cases.first?.fix.values == [
        .set(.init(nil, .value), to: .attribute(.init(nil, .corrected))),
        .set(.init(nil, .value), to: .literal(.text("5"))), .remove(.init(nil, .value)), .removeFact(nil),
        .removeFact(.owner),
      ])
  }

  @Test func bracesAreDoubledToBeThemselves() throws {
    let rule = try decode(ruleFile("message: \"{{{name}}} and {{}}\"")).get()
    #expect(
      rule.cases.first?.message.values.first
        == Template([.text("{"), .attribute(.init(nil, .name)), .text("} and {}")]))
  }
}
