import Knowledge
import Syntax

/// `models:` and `gpus:` of `.ollama-lint.yaml`: what a project knows that the catalogues do not, or know wrongly.
extension ConfigurationReader {
  /// Models by their names, each with what is said of it.
  ///
  ///     models:
  ///       house-coder:14b: { like: qwen2.5-coder:14b, context: 65536, capabilities: [completion, tools] }
  func models(_ node: Node, _ document: NodeDocument) throws(ConfigurationError) -> ModelCatalogue {
    var models: [ModelDescription] = []
    for entry in try entries(node) {
      guard let name = entry.key.text.flatMap(ModelName.init) else {
        throw fail(entry.key.range, "\(entry.key.text ?? "this") is not a model name")
      }
      models.append(try model(name, document.resolve(entry.value), document))
    }
    do {
      return try ModelCatalogue.standard.adding(models)
    } catch {
      throw fail(node.range, error.message)
    }
  }

  private func model(
    _ name: ModelName, _ node: Node, _ document: NodeDocument
  ) throws(ConfigurationError) -> ModelDescription {
    let entries = try entries(node)
    var like: ModelName?
    if let text = entries.first(where: { $0.key.text == "like" }).map({ document.resolve($0.value) }) {
      like = text.text.flatMap(ModelName.init)
      if like == nil { throw fail(text.range, "expected the name of a library model") }
    }
    var model = ModelDescription(name, like: like)
    for entry in entries where entry.key.text != "like" {
      let key = entry.key.text ?? ""
      let value = document.resolve(entry.value)
      guard ModelDescription.keys.contains(key) else {
        let near = Nearest.match(key, among: ModelDescription.keys + ["like"])
        throw fail(
          entry.key.range, "unknown model setting \(key)" + (near.map { "; did you mean \($0)?" } ?? ""))
      }
      do {
        model = try model.saying(key, try texts(value))
      } catch let problem as ModelDescription.Problem {
        throw fail(value.range, problem.message)
      } catch let error as ConfigurationError {
        throw error
      } catch {
        throw fail(value.range, "expected text or a number")
      }
    }
    return model
  }

  /// Graphics cards by their names.
  ///
  ///     gpus:
  ///       RTX 3070 16GB: { vendor: nvidia, vram: 16GiB, bandwidth: 448, target: "8.6" }
  func cards(_ node: Node, _ document: NodeDocument) throws(ConfigurationError) -> [GPUModel] {
    var cards: [GPUModel] = []
    for entry in try entries(node) { cards.append(try card(entry, document)) }
    return cards
  }

  private func card(_ entry: Node.Entry, _ document: NodeDocument) throws(ConfigurationError) -> GPUModel {
    let node = document.resolve(entry.value)
    var vendor: Machine.Vendor?
    var vram: Int?
    var bandwidth: Double?
    var target: String?
    var isUnified = false
    for entry in try entries(node) {
      let value = document.resolve(entry.value)
      switch entry.key.text ?? "" {
      case "vendor":
        vendor = Machine.Vendor(rawValue: try word(value, Machine.Vendor.allCases.map(\.rawValue)))
      case "vram": vram = try size(value)
      case "bandwidth":
        guard let number = value.text.flatMap({ GoValues.float($0) }), number > 0, number < 1e6 else {
          throw fail(value.range, "expected the memory bandwidth in GB/s, such as 448")
        }
        bandwidth = number * 1e9
      case "target": target = value.text
      case "unified": isUnified = try flag(value)
      default:
        let known = ["vendor", "vram", "bandwidth", "target", "unified"]
        let near = Nearest.match(entry.key.text ?? "", among: known)
        throw fail(
          entry.key.range,
          "unknown GPU setting \(entry.key.text ?? "")" + (near.map { "; did you mean \($0)?" } ?? ""))
      }
    }
    guard let name = entry.key.text, !name.isEmpty, let vendor else {
      throw fail(node.range, "expected vendor: nvidia, amd, intel or apple")
    }
    return GPUModel(
      name: name, vendor: vendor, vramBytes: vram, bandwidth: bandwidth, target: target, isUnified: isUnified)
  }
}
