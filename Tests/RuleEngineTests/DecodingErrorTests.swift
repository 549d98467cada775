import RuleEngine
import Testing

@Suite struct DecodingErrorTests {
  /// What a file says at its beginning, and the first error that is expected of it.
  static let mistakes: [(String, String)] = [
    ("sevrity: error", "1:1: error: unknown key `sevrity` in a rule; did you mean `severity`?"),
    ("severity: fatal", "1:11: error: `severity` cannot be `fatal`; expected info, warning or error"),
    ("on: modeluse", "1:5: error: `on` cannot be `modeluse`; did you mean `model-use`?"),
    (
      "when: { contxt.effective: missing }",
      "1:9: error: unknown attribute `contxt.effective` of model-use; did you mean `context.effective`?"
    ),
    (
      "when: { ram: missing }",
      "1:9: error: `ram` is an attribute of machine, not of model-use; did you mean `machine.ram`?"
    ),
    (
      "when: { server.ram: missing }",
      "1:9: error: `ram` is an attribute of machine, not of server; did you mean `machine.ram`?"
    ),
    (
      "when: { server.imag: missing }",
      "1:9: error: unknown attribute `imag` of server; did you mean `server.image`?"
    ),
    ("when: { sever.image: missing }", "1:9: error: unknown relation `sever`; did you mean `server`?"),
    (
      "when: { context.effective: { below: small } }",
      "1:37: error: `context.effective` is a number of tokens, not `small`"
    ),
    (
      "when: { context.effective: { below: contxt.stated } }",
      "1:37: error: unknown attribute `contxt.stated` of model-use; did you mean `context.stated`?"
    ),
    (
      "when: { context.effective: { below: machine.ram } }",
      "1:37: error: `context.effective` is a number of tokens, `machine.ram` is a number of bytes"
    ),
    ("when: { roles: { has: agnet } }", "1:23: error: `roles` never contains `agnet`; did you mean `agent`?"),
    (
      "when: { server.gpu: { is: unknwn } }",
      "1:27: error: `gpu` is one of none, all, some or unknown, not `unknwn`; did you mean `unknown`?"
    ),
    (
      "when: { server.gpu: none }",
      "1:21: error: `none` is not a test; write `{ is: none }`, or the word `missing`, `present` or `unknown`"
    ),
    (
      "when: { provider: { above: 3 } }",
      "1:21: error: `provider` is text and cannot be compared with `above`"
    ),
    ("when: { roles: { is: agent } }", "1:22: error: `roles` is a list, not `agent`"),
    ("when: { provider: { has: x } }", "1:21: error: `provider` is text, not a list"),
    ("when: { roles: { in: [agent] } }", "1:18: error: `roles` is a list; use `has`"),
    (
      "when: { context.stated: { matches: \"6*\" } }",
      "1:27: error: `context.stated` is a number of tokens, not text"
    ),
    ("when: { tools: { is: 1 } }", "1:22: error: `tools` is true or false, not `1`"),
    ("when: { tools: { unknwn: true } }", "1:18: error: `unknwn` is not a test; did you mean `unknown`?"),
    ("when: { any: { tools: missing } }", "1:14: error: `any` must be a list"),
    ("when: { all: [] }", "1:14: error: `all` needs at least one condition"),
    ("when: {}", "1:7: error: this condition has no tests; write `always` if it always holds"),
    (
      "message: \"{nam} is off\"",
      "1:10: error: unknown attribute `nam` of model-use"
    ),
    ("message: \"{name is off\"", "1:10: error: `{` without `}` in `message`; write `{{` for the character"),
    ("message: \"name} is off\"", "1:10: error: `}` without `{` in `message`; write `}}` for the character"),
    ("message: It is off.", "1:10: error: `message` is a headline and must not end with a full stop"),
    ("summary: \"\"", "1:10: error: `summary` must be text"),
    ("sources: []", "1:10: error: `sources` needs at least one entry"),
    ("fix: [{ set: server.context, to: many }]", "1:34: error: `context` is a number of tokens, not `many`"),
    (
      "fix: [{ set: server.context }]",
      "1:7: error: a fix must be `{ set: ..., to: ... }` or `{ remove: ... }`"
    ),
    (
      "fix: [{ set: context, to: 1 }]",
      "1:14: error: `context` is an attribute of model and server, not of model-use; did you mean `server.context`?"
    ),
    (
      "fix: [{ remove: sever }]",
      "1:17: error: unknown attribute `sever` of model-use; did you mean `server`?"
    ),
    (
      "at: contex.stated",
      "1:5: error: unknown attribute `contex.stated` of model-use; did you mean `context.stated`?"
    ),
    ("cases: [{ severty: info }]", "1:11: error: unknown key `severty` in a case; did you mean `severity`?"),
    ("advice: []", "1:9: error: `advice` needs at least one item"),
    (
      "advice: [Remove it., Use another.]",
      "1:22: error: this `advice` is never used: the one before it has no condition"
    ),
    ("advice: [{ when: { tools: present } }]", "1:10: error: an item of `advice` needs `text`"),
    (
      "effect: [{ text: It fails., whn: always }]",
      "1:29: error: unknown key `whn` in an item of `effect`; expected text or when"
    ),
    (
      "at: [{ attribute: contex.stated }]",
      "1:19: error: unknown attribute `contex.stated` of model-use; did you mean `context.stated`?"
    ),
    (
      "fix: [{ remove: server.gpu, when: { tols: present } }]",
      "1:37: error: unknown attribute `tols` of model-use; did you mean `tools`?"
    ),
    ("safety: mostly", "1:9: error: `safety` cannot be `mostly`; expected safe or unsafe"),
    ("summary: a\nsummary: b", "2:1: error: `summary` is set twice"),
  ]

  @Test(arguments: mistakes) func aMistakeIsNamedWhereItIs(text: String, expected: String) {
    guard case .failure(let failure) = decode(ruleFile(text)) else {
      Issue.record("accepted: \(text)")
      return
    }
    #expect(failure.errors.first?.description == "r.yaml:" + expected)
  }

  @Test(arguments: ["summary", "severity", "on", "when", "message", "why", "sources"])
  func whatARuleCannotDoWithoutIsMissed(key: String) {
    let text = ruleFile("").split(separator: "\n").filter { !$0.hasPrefix(key + ":") }.joined(separator: "\n")
    guard case .failure(let failure) = decode(text) else {
      Issue.record("accepted without \(key)")
      return
    }
    #expect(failure.errors.contains { $0.message.hasPrefix("`\(key)` is missing") })
  }

  @Test func allMistakesOfAFileAreNamedInItsOrder() {
    guard
      case .failure(let failure) = decode(
        ruleFile("severity: bad\nwhen: { nme: missing, ram: present }\nfix: [{ remove: nothing }]\nextra: 1")
      )
    else {
      Issue.record("accepted")
      return
    }
    #expect(failure.errors.map(\.position.line) == [1, 2, 2, 3, 4])
  }

  @Test func aCaseWithoutAMessageOfItsOwnOrTheRulesIsAnError() {
    let text = """
      summary: Something is off
      on: server
      severity: info
      cases:
        - when: { gpu: { is: none } }
          message: no GPU
        - when: { gpu: { is: some } }
      why: Because
      sources: [Here]
      """
    guard case .failure(let failure) = decode(text) else {
      Issue.record("accepted")
      return
    }
    #expect(failure.errors.map(\.description) == ["r.yaml:7:5: error: `message` is missing"])
  }

  @Test(arguments: ["rule", "a/b/c", "Context/x", "a/", "a/b.c"]) func aRuleIsNamedByCategoryAndName(
    id: String
  ) {
    guard case .failure(let failure) = decode(ruleFile(""), id: id) else {
      Issue.record("accepted: \(id)")
      return
    }
    #expect(failure.errors.first?.message.hasPrefix("a rule must be named `category/name`") == true)
  }

  @Test(arguments: ["", "- a", "a: [", "text"]) func aFileWithoutARuleIsAnErrorAndNoCrash(text: String) {
    guard case .failure(let failure) = decode(text) else {
      Issue.record("accepted: \(text)")
      return
    }
    #expect(!failure.errors.isEmpty)
  }
}
