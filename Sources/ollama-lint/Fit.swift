import ArgumentParser
import Knowledge
import Linter
import Reporting

enum FitFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
enum Switch: String, ExpressibleByArgument, CaseIterable { case on, off }

struct Fit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what models take of a machine's memory, and whether they fit.")

  @Argument(help: "Models as Ollama names them, such as qwen2.5-coder:14b.")
  var models: [String] = []

  @OptionGroup var hardware: MachineOptions

  @Option(help: "Context length in tokens.")
  var context: Int?

  @Option(help: "Requests served at once (OLLAMA_NUM_PARALLEL).")
  var parallel = 1

  @Option(help: "Type of the KV cache: f16, q8_0, q4_0, ...")
  var kvCacheType = "f16"

  @Option(help: "Flash attention; without it, as Ollama decides.")
  var flashAttention: Switch?

  @Option(help: "Tokens computed at once (num_batch); without it, as Ollama decides.")
  var batch: Int?

  @Option(help: ArgumentHelp("Version of Ollama to go by.", valueName: "version"))
  var ollama: String?

  @Option(help: "How to report.")
  var format: FitFormat = .text

  @Option(help: "Colour: auto, always or never.")
  var color: ColorChoice = .auto

  func run() throws {
    do throws(RunFailure) {
      try report()
    } catch {
      Terminal.complain("ollama-lint: " + SafeText.shown(error.message))
      Terminal.exit(2)
    }
  }

  private func report() throws(RunFailure) {
    let machine = try hardware.described()
    let settings = try settings(machine)
    let entries = try models.map { name throws(RunFailure) in try entry(name, machine, settings) }
    let report = FitReport(machine: machine, entries: entries)
    switch format {
    case .json: Terminal.write(FitJSON.render(report))
    case .text: Terminal.write(FitText(style: Terminal.style(color: color, toFile: false)).render(report))
    }
    if entries.contains(where: { $0.problem != nil }) { Terminal.exit(2) }
  }

  private func settings(_ machine: Machine?) throws(RunFailure) -> LoadSettings {
    guard let type = KVCacheType(rawValue: kvCacheType.lowercased()) else {
      let known = KVCacheType.allCases.map(\.rawValue).joined(separator: ", ")
      throw RunFailure(message: "--kv-cache-type takes one of \(known), not \(kvCacheType)")
    }
    for (flag, value) in [("--context", context), ("--parallel", parallel), ("--batch", batch)] {
      if let value, value < 1 { throw RunFailure(message: "\(flag) takes a number above 0, not \(value)") }
    }
    var engine = LoadSettings.Engine.current
    if let ollama {
      guard let version = Version(ollama) else {
        throw RunFailure(message: "--ollama takes a version such as 0.30.1, not \(ollama)")
      }
      engine = .init(version)
    }
    return LoadSettings(
      context: context ?? 4096, parallel: parallel, cacheType: type,
      flashAttention: flashAttention.map { $0 == .on }, batch: batch, engine: engine)
  }

  private func entry(_ text: String, _ machine: Machine?, _ settings: LoadSettings) throws(RunFailure)
    -> FitReport.Entry
  {
    guard let name = ModelName(text) else { throw RunFailure(message: "\(text) is no model name") }
    if let file = ModelCatalogue.file(named: name) { return .init(file, on: machine, settings) }
    return .init(unknown: text, because: Self.problem(name))
  }

  private static func problem(_ name: ModelName) -> String {
    if name.isCloud { return "runs on ollama.com: it takes no memory here" }
    switch ModelCatalogue.look(up: name) {
    case .unknownTag(let known):
      return "has no tag \(name.tag ?? "latest") that is known; there are " + known.joined(separator: ", ")
    case .unknownName(let nearest?): return "is not in Ollama's library; did you mean \(nearest)?"
    case .unknownName(nil): return "is not in the catalogue: nothing is known of its size"
    case .model, .variant: return "is in the catalogue, but its layers are not known well enough to say"
    }
  }
}
