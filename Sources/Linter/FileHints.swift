import Deployment
import Diagnostics
import Knowledge
import Memory
import Syntax
import Vocabulary
import Wording

/// Something that holds at a place of a file and is in none: for the margin of an editor.
public struct FileHint: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The context that a model will really run with: `4,096 tokens`.
    case context
    /// What it takes of the machine: `5.4 of 8.0 GiB, fits`.
    case memory
    /// The server that a client reaches: `server ollama (compose.yaml)`.
    case server
  }

  public let kind: Kind
  public let location: Diagnostic.Location
  public let text: String
  public let reasons: [Diagnostic.Note]
  /// The place that the hint is about.
  public let target: Diagnostic.Location?
}

extension RootSession {
  /// Sorted by place.
  func hints() -> [FileHint] {
    let analysis = analyse()
    var collector = HintCollector(analysis, builder: DiagnosticBuilder(analysis, shownPath: shown))
    for fact in analysis.graph.facts
    where fact.subject == .modelUse && fact.flag(.example) != true && root.contains(fact.id.document.path) {
      collector.add(use: fact)
    }
    for load in analysis.loads() {
      // A Modelfile that nothing uses says it at its FROM.
      let places = load.uses.isEmpty ? [load.place] : load.uses
      collector.add(load: load, at: places.filter { root.contains($0.document.path) })
    }
    return collector.hints.sorted {
      ($0.location.path, $0.location.start.offset, $0.kind.rawValue)
        < ($1.location.path, $1.location.start.offset, $1.kind.rawValue)
    }
  }
}

private struct HintCollector {
  private let analysis: Analysis
  private var builder: DiagnosticBuilder
  private(set) var hints: Set<FileHint> = []

  init(_ analysis: Analysis, builder: DiagnosticBuilder) {
    self.analysis = analysis
    self.builder = builder
  }

  mutating func add(use: Fact) {
    let location = builder.location(use.range)
    if let tokens = use.integer(.contextEffective) {
      let reasons = (use.attributes[.contextEffective]?.reasons ?? []).map { reason in
        Diagnostic.Note(Credentials.masked(reason.message), location: reason.at.map { builder.location($0) })
      }
      hints.insert(
        FileHint(
          kind: .context, location: location, text: Wording.tokens(tokens), reasons: reasons,
          target: reasons.last { $0.location != nil }?.location))
    }
    if let server = analysis.graph.fact(.server, of: use) {
      let place = builder.location(server.range)
      // In the same file it is in sight.
      guard place.path != location.path else { return }
      let name = Credentials.masked(server.text(.name) ?? "Ollama")
      let file = place.path.split(separator: "/").last.map(String.init) ?? place.path
      hints.insert(
        FileHint(
          kind: .server, location: location, text: "server \(name) (\(file))", reasons: [], target: place))
    }
  }

  mutating func add(load: MemoryLoad, at uses: [FactID]) {
    guard !uses.isEmpty else { return }
    let estimate = MemoryEstimator(load.file, on: load.machine).estimate(load.settings)
    guard let placement = estimate.placement, placement.capacity > 0 else { return }
    let server = load.server.flatMap { analysis.graph[$0] }
    // The machine has a GPU, and the server is not given it.
    let isShutOut = server?[.gpu] == .noGPU && !load.machine.hasNoGPU
    let verdict =
      switch placement.fit {
      case _ where isShutOut: "but \(Credentials.masked(server?.text(.name) ?? "the server")) has no GPU"
      case .entirely: "fits"
      case .partly: "\(Wording.percent(placement.spilledPercent)) in system RAM"
      case .no: "does not load"
      }
    let text =
      "\(Wording.gibibytes(estimate.wanted)) of \(Wording.gibibytes(placement.available)) GiB, \(verdict)"
    let parts = [
      "weights \(Wording.size(estimate.offloadableWeights))", "KV cache \(Wording.size(estimate.kvCache))",
      "buffers \(Wording.size(estimate.buffers))",
    ]
    let reason = Diagnostic.Note(
      "\(load.name) with \(Wording.tokens(load.settings.context)) on \(load.machine.gpus.first?.name ?? "the GPU"): "
        + Wording.list(parts))
    for use in uses {
      guard let fact = analysis.graph[use] else { continue }
      hints.insert(
        FileHint(
          kind: .memory, location: builder.location(fact.attributes[.base]?.range ?? fact.range), text: text, reasons: [reason], target: nil
        ))
    }
  }
}

extension LintRun {
  /// What holds at places of each root that was asked for.
  public func hints() throws(Failure) -> [FileHint] {
    try roots().flatMap { root in
      RootSession(root, options: options, policy: policy, rules: rules, workingDirectory: workingDirectory)
        .hints()
    }
  }
}
