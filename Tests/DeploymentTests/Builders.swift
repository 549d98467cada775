import Knowledge
import Memory
import Syntax
import Vocabulary

@testable import Deployment

/// Facts in as few words as tests can do with: no ranges, and the name as address.

func id(_ subject: Subject, _ name: String, in path: String = "compose.yaml") -> FactID {
  FactID(subject, DocumentID(path), [name])
}

func fact(
  _ subject: Subject, _ name: String, in path: String = "compose.yaml",
  _ attributes: [Attribute: Value] = [:],
  related: [Relation: FactID] = [:]
) -> Fact {
  Fact(
    id(subject, name, in: path), at: SourceRange(DocumentID(path), TextRange(at: 0)),
    attributes: attributes.merging([.name: .text(name)]) { given, _ in given }.mapValues { Sourced($0) },
    related: related)
}

/// A port that the server `ollama` publishes.
func published(_ host: Int, to port: Int = 11434, on address: String = "0.0.0.0") -> Fact {
  fact(
    .port, "ollama:\(host)", [.hostPort: .integer(host), .port: .integer(port), .address: .text(address)],
    related: [.owner: id(.server, "ollama")])
}

/// `facts` after one phase, on a machine.
func draft(
  _ facts: [Fact], on machine: Machine? = nil, weights: ModelFile? = nil, after phase: (inout Draft) -> Void
) -> Draft {
  let surroundings = Surroundings(weights: { _ in weights }, machine: { _ in machine })
  var draft = Draft(facts, surroundings)
  phase(&draft)
  return draft
}

extension Machine {
  static func nvidia(gibibytes: Int, name: String = "NVIDIA RTX") -> Machine {
    Machine(
      gpus: [GPU(name: name, vendor: .nvidia, vramBytes: gibibytes << 30)], ramBytes: 64 << 30,
      operatingSystem: .linux, source: .flag)
  }

  static let withoutGPU = Machine(
    gpus: [], hasNoGPU: true, ramBytes: 16 << 30, operatingSystem: .linux, source: .flag)
}
