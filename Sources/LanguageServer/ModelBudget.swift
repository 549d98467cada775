import Knowledge
import Memory
import Wording

/// What a model is, and what it takes of this machine, in a few lines of Markdown.
enum ModelBudget {
  static func text(_ word: String, on machine: Machine?) -> String? {
    guard let name = ModelName(word), word.contains(":") || ModelCatalogue.standard.hasName(beginningWith: word),
      let model = ModelCatalogue.standard.model(named: name)
    else { return nil }
    var lines = ["**\(model.name):\(model.tag)**"]
    if let context = model.trainedContext { lines.append("Trained for \(Wording.tokens(context)).") }
    if !model.capabilities.isEmpty {
      lines.append("Capabilities: " + Wording.list(model.capabilities.sorted()) + ".")
    }
    if let file = ModelCatalogue.standard.file(named: name), let machine {
      lines += budget(FitReport.Entry(file, on: machine, LoadSettings(context: 65536)), machine)
    }
    return lines.joined(separator: "\n\n")
  }

  private static func budget(_ entry: FitReport.Entry, _ machine: Machine) -> [String] {
    guard !entry.ladder.isEmpty else { return [] }
    let rows = entry.ladder.map { estimate -> String in
      let share =
        switch estimate.placement?.fit {
        case .entirely: "fully on the GPU"
        case .partly: estimate.placement.map { "\($0.gpuLayers) of \($0.layers) layers on the GPU" } ?? ""
        case .no: "does not load"
        default: "unknown"
        }
      return "| \(Wording.number(estimate.settings.context)) | \(Wording.size(estimate.total)) | \(share) |"
    }
    let place = machine.gpus.first?.name ?? "this computer"
    var text = ["On \(place):", "| context | memory | |\n|---|---|---|\n" + rows.joined(separator: "\n")]
    if let largest = entry.largestContext {
      text.append("Largest context fully on the GPU: \(Wording.tokens(largest)).")
    }
    return text
  }
}
