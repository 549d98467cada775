import Knowledge
import Syntax
import Vocabulary

/// What `config.yaml` must have, and must have of one type: Continue refuses the whole file otherwise.
///
/// Sources: continuedev/continue `packages/config-yaml/src/schemas`, `packages/config-yaml/src/load/unroll.ts`, 2026.
struct ContinueValues {
  private let tree: SettingsTree

  init(_ tree: SettingsTree) { self.tree = tree }

  /// Options of the old format, and Ollama's own, as a Modelfile says them.
  private static let modelfile = [
    "numGpu": "num_gpu", "numThreads": "num_thread", "numThread": "num_thread", "num_thread": "num_thread",
    "num_gpu": "num_gpu", "num_batch": "num_batch", "numBatch": "num_batch",
    "repeat_penalty": "repeat_penalty",
    "repeatPenalty": "repeat_penalty",
  ]

  // MARK: The file

  func addStanding(_ models: [ContinueModel], to file: inout ClientFile) {
    addDuplicates(to: &file)
    // An excerpt leaves out more than this.
    guard tree.document.id.embedding.isEmpty, let first = tree.root.entries?.first?.key else { return }
    if tree["name"] == nil {
      file.addMissing(["name"], at: first, corrected: "Local", form: .head(after: nil))
    }
    if let version = tree["version"] {
      if let type = version.scalar?.type, type == .integer || type == .float, let text = version.text {
        file.addKey(
          ["version"], problem: .type, corrected: "\"\(text)\"", expected: "text in quotes", form: .quoted)
      }
    } else {
      file.addMissing(["version"], at: first, corrected: "0.0.1", form: .head(after: "name"))
    }
    for model in models where tree[model.path + ["name"]] == nil && tree[model.path + ["title"]] == nil {
      guard let name = tree[model.path + ["model"]] else { continue }
      file.addMissing(model.path + ["name"], at: name, corrected: name.text)
    }
    let parts = tree.document.id.path.split(separator: "/")
    if parts.count > 2, parts[parts.count - 3] == ".continue", parts[parts.count - 2] == "models",
      let items = tree["models"]?.items, items.count > 1
    {
      file.addKey(["models"], kind: "block", problem: .range, expected: String(items.count))
    }
  }

  /// Of two models with one name, the later is dropped.
  private func addDuplicates(to file: inout ClientFile) {
    var seen: Set<String> = []
    for index in (tree["models"]?.items ?? []).indices {
      let path: [PathStep] = ["models", .index(index), "name"]
      guard let name = tree[path]?.text, !seen.insert(name).inserted else { continue }
      let model = tree["models", .index(index), "model"]?.text
      let free = model.map { "\(name) (\($0))" }.flatMap { seen.contains($0) ? nil : $0 }
      file.addKey(path, name: name, kind: "model", status: .duplicate, replacement: free, keyIsValue: true)
    }
  }

  // MARK: Models

  func add(_ model: ContinueModel, to file: inout ClientFile) {
    let options = model.path + ["defaultCompletionOptions"]
    addKeepAlive(options + ["keepAlive"], to: &file)
    for path in [model.path, options] {
      for entry in tree.entries(path) {
        guard let name = entry.key.text, let parameter = Self.modelfile[name] else { continue }
        file.addKey(path + [.key(name)], kind: "option", status: .ignored, replacement: parameter)
      }
    }
    for key in ["apiKey", "apiBase"] { addReference(model.path + [.key(key)], to: &file) }
  }

  /// Seconds; Ollama's own notation is refused.
  private func addKeepAlive(_ path: [PathStep], to file: inout ClientFile) {
    guard let node = tree[path], node.scalar?.type == .string, let text = node.text, let unit = text.last
    else { return }
    let factor: [Character: Int] = ["s": 1, "m": 60, "h": 3600]
    let seconds = factor[unit].flatMap { unit in
      Int(text.dropLast()).map { $0.multipliedReportingOverflow(by: unit) }
    }
    let corrected = seconds.flatMap { $0.overflow ? nil : $0.partialValue } ?? Int(text)
    file.addKey(
      path, problem: .type, corrected: corrected.map(String.init), expected: "a number of seconds")
  }

  /// `$NAME`, `${NAME}` and `{env:NAME}` are other programs' words for a variable.
  private func addReference(_ path: [PathStep], to file: inout ClientFile) {
    guard let text = tree[path]?.text, !text.contains("${{") else { return }
    let inner: Substring? =
      if text.hasPrefix("${"), text.hasSuffix("}") {
        text.hasPrefix("${env:") ? text.dropFirst(6).dropLast() : text.dropFirst(2).dropLast()
      } else if text.hasPrefix("{env:"), text.hasSuffix("}") {
        text.dropFirst(5).dropLast()
      } else if text.hasPrefix("$") {
        text.dropFirst()
      } else {
        nil
      }
    guard let name = inner, !name.isEmpty,
      name.utf8.allSatisfy({ $0 == 0x5F || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) })
    else { return }
    file.addKey(path, problem: .syntax, corrected: "${{ secrets.\(name) }}")
  }

  /// The one model of several for the same work that has no address, where the others have one in common.
  func addForgottenAddress(of models: [ContinueModel], to file: inout ClientFile) {
    let native = models.filter(\.isNative)
    let without = native.filter { tree[$0.path + ["apiBase"]] == nil }
    guard without.count == 1, native.count > 2, let name = tree[without[0].path + ["model"]] else { return }
    let others = native.filter { $0.path != without[0].path }
    let addresses = Set(others.map { tree[$0.path + ["apiBase"]]?.text ?? "" })
    let roles = Set(native.map { tree[$0.path + ["roles"]]?.items?.compactMap(\.text) ?? [] })
    guard addresses.count == 1, roles.count == 1, let address = addresses.first, !address.contains("{"),
      !["localhost", "127.0.0.1", ""].contains(URLParts(address).host)
    else { return }
    file.addMissing(
      without[0].path + ["apiBase"], at: name, kind: "client-setting", corrected: address,
      consequence:
        "Continue connects to localhost for this model, and to \(URLParts(address).host) for all others")
  }

  // MARK: Merge keys

  /// `<<: *defaults` in a model, which stays a key of that name: the file is read as YAML 1.2, which has no merge keys
  /// (continuedev/continue `packages/config-yaml/src/load/unroll.ts`; eemeli/yaml, option `merge`), unless it says
  /// `%YAML 1.1` itself.
  func addMerged(to file: inout ClientFile) {
    guard !tree.document.source.string(tree.document.source.range).hasPrefix("%YAML 1.1") else { return }
    for index in (tree["models"]?.items ?? []).indices {
      let path: [PathStep] = ["models", .index(index)]
      guard let merge = tree[path]?.entries?.first(where: \.isMerge) else { continue }
      file.addKey(
        path + ["<<"], at: merge, kind: "client-value", problem: .syntax,
        expected: "replaced by the keys that it stands for, or the file must begin with %YAML 1.1 and ---",
        consequence:
          "Continue reads YAML 1.2, which has no merge keys, so these keys are missing from the model")
    }
  }
}
