import Knowledge
import Vocabulary

/// Whether the weights that a model server fetches by a repository's name fit the GPUs that its command spreads them over.
///
/// vLLM, SGLang and Text Generation Inference load all of them onto the GPUs, and end where they find no room.
enum EngineWeights {
  static func resolve(_ draft: inout Draft) {
    for id in draft.ownIDs(.model) {
      guard let model = draft.facts[id], let bits = model.attributes[.weightBits]?.value?.magnitude, let name = model.text(.source),
        let cards = model.integer(.cards), let weights = parameters(of: name).map({ Int(Double($0) / 8 * bits) }),
        let machine = draft.surroundings.machine(for: id.document.path), !machine.gpus.isEmpty,
        machine.gpus.allSatisfy({ !$0.isUnified && $0.vramBytes != nil })
      else { continue }
      let memory = machine.gpus.compactMap(\.vramBytes).sorted(by: >).prefix(cards).reduce(0, +)
      // What the driver and the program itself take is not there for weights.
      let room = memory / 100 * min(model.integer(.memoryShare) ?? 100, 95)
      guard weights > room else { continue }
      draft[id].infer(.weights, weights)
      draft[id].infer(.weightsRoom, room)
      if let share = model.integer(.memoryShare), weights <= memory / 100 * 95 { draft[id].infer(.weightsShare, share) }
    }
  }

  /// At least so many parameters, by the repository's name: `Mixtral-8x7B`, `Qwen3-30B-A3B`, `phi-4`.
  private static func parameters(of name: String) -> Int? {
    let own = name.split(separator: "/").last.map(String.init) ?? name
    let words = own.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ".") }
    for word in words where word.last == "b" && word.first?.isNumber == true {
      // The smallest that the library has of a mixture of so many.
      if word.contains("x") {
        return ModelCatalogue.standard.rows.filter { $0["tag"].lowercased().hasPrefix(word) }.compactMap { Int($0["parameters"]) }.min()
      }
      // Names round up.
      guard let billions = Double(word.dropLast()) else { continue }
      return Int(billions * 0.95e9)
    }
    guard let same = ModelName(own).flatMap({ ModelCatalogue.standard.sameParts(as: $0) }).flatMap({ ModelName($0) }) else { return nil }
    return ModelCatalogue.standard.model(named: same)?.parameters
  }
}
