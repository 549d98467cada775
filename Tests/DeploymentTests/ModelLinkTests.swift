import Testing
import Vocabulary

@testable import Deployment

/// Model name to Modelfile.
struct ModelLinkTests {
  @Test(arguments: [
    ("Modelfile.coder", "coder" as String?), ("models/coder/Modelfile", "coder"),
    ("coder.modelfile", "coder"),
    ("coder-modelfile", "coder"), ("Modelfile", nil),
  ])
  func aFileNameIsTheModelsName(_ path: String, _ name: String?) {
    #expect(ModelLink.customaryName(of: DocumentID(path)) == name)
  }

  @Test func aCommandThatCreatesAModelNamesIt() {
    let model = Fact(
      id(.model, "", in: "Modelfile.a"), at: SourceRange(DocumentID("Modelfile.a"), .init(at: 0)))
    let draft = draft(
      [model, fact(.creation, "coder", in: "create.sh", [.modelfile: .text("Modelfile.a")])],
      after: ModelLink.nameModels)
    #expect(draft.facts[model.id]?.text(.name) == "coder")
    #expect(draft.facts[model.id]?[.origin] == .created)
  }

  @Test(arguments: [
    ("coder", Standing.defined), ("coder:latest", Standing.defined), ("llama3.1:8b", Standing.library),
    ("llama3.1:9b", Standing.unknown),
    ("gpt-oss:120b-cloud", Standing.cloud), ("someone/model", Standing.private),
    ("not a name", Standing.invalid),
  ])
  func aNameLeadsSomewhere(_ name: String, _ known: Standing) {
    let draft = draft(
      [
        fact(
          .model, "coder", in: "Modelfile.coder", [.baseKind: .text("name"), .base: .text("llama3.1:8b")]),
        fact(.modelUse, name),
      ], after: ModelLink.tieUses)
    let use = draft.facts[id(.modelUse, name)]
    #expect(use?[.known] == known)
    #expect((use?.related[.model] != nil) == (known == .defined))
    // What the base was trained for, its models are too.
    if known == .defined { #expect(use?.integer(.contextTrained) == 131_072) }
  }
}
