import ArgumentParser
import Deployment
import Knowledge
import Memory
import Linter
import Reporting
import Wording

enum FitFormat: String, ExpressibleByArgument, CaseIterable { case text, json, html, svg }
enum Switch: String, ExpressibleByArgument, CaseIterable { case on, off }

extension Suggestion.Purpose: ExpressibleByArgument {}

struct Fit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Estimate whether models fit a machine, and how fast they run.")

  @Argument(
    help: "Models by their Ollama name, or GGUF files (default: the models used in these files).")
  var models: [String] = []

  @Option(help: "Rank the library for this machine.")
  var suggest: Suggestion.Purpose?

  @OptionGroup var hardware: MachineOptions

  @Option(help: ArgumentHelp("Context length in tokens, such as 65536 or 64K.", valueName: "tokens"))
  var context: TokenCount?

  @Option(help: ArgumentHelp("Parallel requests (OLLAMA_NUM_PARALLEL).", valueName: "count"))
  var parallel: Int?

  @Option(help: ArgumentHelp("KV cache type: f16, q8_0, q4_0, ...", valueName: "type"))
  var kvCacheType: String?

  @Option(help: ArgumentHelp("Flash attention (default: as Ollama decides).", valueName: "switch"))
  var flashAttention: Switch?

  @Option(help: "Layers on the GPUs (num_gpu; default: as many as fit).")
  var layers: Int?

  @Option(help: "Batch size (num_batch; default: as Ollama decides).")
  var batch: Int?

  @Option(help: ArgumentHelp("Ollama version to estimate for.", valueName: "version"))
  var ollama: String?

  @Option(help: "Output format.")
  var format: FitFormat = .text

  @Option(help: ArgumentHelp("Write the estimate to a file.", valueName: "file"))
  var output: String?

  @Option(help: "Colored output.")
  var color: ColorChoice = .auto

  func run() throws { RunFailure.reported(report) }

  private func report() throws(RunFailure) {
    guard suggest == nil || models.isEmpty else {
      throw RunFailure(message: "--suggest ranks the whole library and cannot be combined with model names")
    }
    let configuration = try ConfigurationFile.find(for: ".")
    let machine =
      try hardware.described(among: configuration.cards) ?? configuration.machine(for: "")
      ?? MachineDetection(cards: configuration.cards).detect()
    let settings = try settings()
    let entries: [FitReport.Entry]
    if let suggest {
      entries = Suggestion.rank(suggest, on: machine, settings: settings)
    } else if models.isEmpty {
      entries = try named(in: configuration, machine)
    } else {
      let known = configuration.models
      entries = try models.map { name throws(RunFailure) in try entry(name, machine, settings, known) }
    }
    // What the library offers is a choice, not a set.
    let report = FitReport(machine: machine, entries: entries, isSet: suggest == nil)
    try Terminal.write(Array(text(report).utf8), toFile: output)
    if entries.contains(where: { $0.problem != nil }) { Terminal.exit(2) }
  }

  private func text(_ report: FitReport) -> String {
    switch format {
    case .json: return FitJSON.render(report)
    case .html: return FitHTML.render(report)
    case .svg: return FitSVG.render(report)
    case .text:
      let text = FitText(style: Terminal.style(color: color, toFile: output != nil))
      return suggest == nil ? text.render(report) : text.renderRanking(report)
    }
  }

  /// The models that the files here name, as their servers would load them; flags overrule the files.
  private func named(in configuration: ProjectConfiguration, _ machine: Machine?) throws(RunFailure)
    -> [FitReport.Entry]
  {
    var options = Options()
    options.configuration = configuration
    options.machine = machine
    let run = LintRun(options)
    let loads = try RunFailure.of(run.loads)
    let elsewhere = loads.isEmpty ? try RunFailure.of(run.expectations) : []
    var seen: Set<String> = []
    var entries: [FitReport.Entry] = []
    // Models of a server on another machine, which the flags describe.
    for use in elsewhere where seen.insert(use.model).inserted {
      var settings = try settings()
      if let asked = use.context, context == nil { settings.context = asked }
      let entry = try entry(use.model, machine, settings, configuration.models)
      if entry.problem == nil { entries.append(entry) }
    }
    guard !loads.isEmpty || !entries.isEmpty else {
      throw RunFailure(
        message: "no model of known size is used in these files; name one, e.g. ollama-lint fit qwen3:8b")
    }
    for load in loads {
      let settings = try overruled(load.settings)
      guard seen.insert("\(load.name) \(settings)").inserted else { continue }
      entries.append(.init(load.file.named(load.name), on: machine, settings))
    }
    return entries
  }

  private func overruled(_ given: LoadSettings) throws(RunFailure) -> LoadSettings {
    var settings = given
    if let context { settings.context = context.tokens }
    if let parallel { settings.parallel = parallel }
    if let kvCacheType { settings.cacheType = try type(kvCacheType) }
    if let flashAttention { settings.flashAttention = flashAttention == .on }
    if let batch { settings.batch = batch }
    if let layers { settings.forcedLayers = max(0, layers) }
    return settings
  }

  private func settings() throws(RunFailure) -> LoadSettings {
    for (flag, value) in [("--context", context?.tokens), ("--parallel", parallel), ("--batch", batch)] {
      if let value, value < 1 { throw RunFailure(message: "\(flag) must be a number above 0, not \(value)") }
      if let value, value > 1 << 40 {
        throw RunFailure(message: "\(flag) must be a smaller number than \(value)")
      }
    }
    var release = Version.newest
    if let ollama {
      guard let version = Version(ollama) else {
        throw RunFailure(message: "--ollama must be a version such as 0.30.1, not \(ollama)")
      }
      release = version
    }
    return try overruled(LoadSettings(context: 4096, release: release))
  }

  private func type(_ text: String) throws(RunFailure) -> KVCacheType {
    if let type = KVCacheType(rawValue: text.lowercased()) { return type }
    let known = Wording.list(KVCacheType.allCases.map(\.rawValue), "or")
    throw RunFailure(message: "--kv-cache-type must be \(known), not \(text)")
  }

  private func entry(
    _ text: String, _ machine: Machine?, _ settings: LoadSettings, _ known: ModelCatalogue
  ) throws(RunFailure) -> FitReport.Entry {
    if text.lowercased().hasSuffix(".gguf") { return try entry(file: text, machine, settings) }
    guard let name = ModelName(text) else { throw RunFailure(message: "\(text) is not a model name") }
    if name.isCloud { return .init(unknown: text, because: Self.problem(name, known)) }
    // What lies here is known to the byte.
    if let file = LocalModels.onThisComputer().stored(name) ?? known.file(named: name) {
      return .init(file, on: machine, settings)
    }
    return .init(unknown: text, because: Self.problem(name, known))
  }

  private func entry(file path: String, _ machine: Machine?, _ settings: LoadSettings) throws(RunFailure)
    -> FitReport.Entry
  {
    func head(_ path: String) -> Result<GGUFFile, GGUFError> {
      do { return .success(try GGUFFile(path: path)) } catch { return .failure(error) }
    }
    // All of a model that was split must be there.
    for part in GGUFShards(path: path)?.paths ?? [path] {
      if case .failure(let error) = head(part) { throw RunFailure(message: "\(part) \(error.reason)") }
    }
    guard let file = LocalModels.model(in: head(path), at: path, read: head) else {
      throw RunFailure(message: "\(path) contains no language model")
    }
    return .init(file, on: machine, settings)
  }

  private static func problem(_ name: ModelName, _ models: ModelCatalogue) -> String {
    if name.isCloud { return "runs on ollama.com and takes no memory here" }
    switch models.look(up: name) {
    case .unknownTag(let known):
      return "has no known tag \(name.tag ?? "latest"); known tags are \(Wording.list(known))"
    case .unknownName(let nearest?): return "is not in Ollama's library; did you mean \(nearest)?"
    case .unknownName(nil):
      return "is not in Ollama's library; pass the GGUF file of a model of your own, or describe it under models in .ollama-lint.yaml"
    case .model, .variant: return "is in the catalogue without its layers, so it cannot be estimated"
    }
  }
}
