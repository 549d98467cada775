import Knowledge
import Memory
import Wording

/// `fit` for people: a budget, a bar, and what happens at other contexts.
public struct FitText: Sendable {
  let style: TextStyle

  public init(style: TextStyle) { self.style = style }

  public func render(_ report: FitReport) -> String {
    var text = heading(report.machine) + "\n"
    for entry in report.entries { text += "\n" + render(entry, report.machine) }
    if let together = report.together { text += "\n" + render(together, report) }
    return text
  }

  /// A ranking: one line a model.
  public func renderRanking(_ report: FitReport) -> String {
    var lines = [heading(report.machine), ""]
    guard !report.entries.isEmpty else {
      return lines[0] + "\nNo model in the catalogue fits this machine.\n"
    }
    lines.append(
      style.paint(
        "    " + "model".padded(to: 26) + "GiB".padded(to: 6, right: true)
          + "on the GPU".padded(to: 12, right: true) + "context".padded(to: 10, right: true)
          + "tokens/s".padded(to: 12, right: true), .faint))
    for (index, entry) in report.entries.enumerated() {
      guard let estimate = entry.estimate else { continue }
      let fit =
        estimate.placement.map { $0.fit == .entirely ? "all" : Wording.percent(100 - $0.spilledPercent) }
        ?? "?"
      let speed = entry.speed.map { Wording.range($0.low, $0.high) } ?? "?"
      lines.append(
        "\(index + 1)".padded(to: 2, right: true) + "  "
          + style.paint(SafeText.shown(entry.name).padded(to: 26), .bold)
          + Wording.gibibytes(estimate.wanted).padded(to: 6, right: true) + fit.padded(to: 12, right: true)
          + Wording.number(estimate.settings.context).padded(to: 10, right: true)
          + speed.padded(to: 12, right: true))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ machine: Machine?) -> String {
    guard let machine else {
      return style.paint("Unknown machine.", .bold) + " Pass --gpu or --vram, and --ram."
    }
    return style.paint(self.machine(machine), .bold)
  }

  /// Models with a bar each, for a look before files are written.
  public func renderBudget(_ report: FitReport) -> String {
    var lines = [heading(report.machine)]
    for entry in report.entries {
      guard let estimate = entry.estimate else { continue }
      lines.append(
        "  " + style.paint(SafeText.shown(entry.name), .bold)
          + style.paint("  \(Wording.tokens(estimate.settings.context))", .faint))
      if let placement = estimate.placement, placement.capacity > 0 {
        lines.append("  " + bar(estimate, capacity: placement.capacity))
      }
      lines += verdict(entry, estimate)
    }
    var text = lines.joined(separator: "\n") + "\n"
    if let together = report.together { text += render(together, report) }
    return text
  }

  /// `NVIDIA GeForce RTX 3070 · 8.0 GiB VRAM · 30.0 GiB RAM`
  public func machine(_ machine: Machine) -> String {
    var parts: [String] = []
    if machine.hasNoGPU { parts.append("No GPU") }
    let names = Dictionary(grouping: machine.gpus.map(\.name), by: { $0 }).map { name, all in
      (all.count > 1 ? "\(all.count) x " : "") + SafeText.shown(name)
    }
    if !names.isEmpty { parts.append(names.sorted().joined(separator: " + ")) }
    if let vram = machine.vramBytes, vram > 0 {
      let isShared = machine.gpus.contains(where: \.isUnified)
      parts.append(Wording.size(vram) + (isShared ? " for the GPU" : " VRAM"))
    }
    if let ram = machine.ramBytes { parts.append(Wording.size(ram) + " RAM") }
    return parts.joined(separator: " · ")
  }

  // MARK: One model

  private func render(_ entry: FitReport.Entry, _ machine: Machine?) -> String {
    let name = style.paint(SafeText.shown(entry.name), .bold)
    guard let estimate = entry.estimate, let file = entry.file else {
      return "\(name)\n"
        + Wrap.lines(entry.problem ?? "", first: "  ", rest: "  ", width: style.width).joined(separator: "\n")
        + "\n"
    }
    let settings = estimate.settings
    var about = [
      file.quantization, Wording.tokens(settings.context), "KV cache \(FitWords.cacheType(estimate))",
    ].compactMap { $0 }
    if settings.parallel > 1 { about.append("\(settings.parallel) parallel requests") }
    if !estimate.usesFlashAttention { about.append("no flash attention") }
    var lines = ["\(name)  " + style.paint(about.joined(separator: " · "), .faint)]
    if let asked = entry.cutContext {
      let text =
        "\(Wording.tokens(asked)) requested; the model was trained for \(Wording.tokens(settings.context)), and Ollama loads no more"
      lines += Wrap.lines(text, first: "  ", rest: "  ", width: style.width)
    }
    if let problem = FitWords.cacheProblem(estimate) {
      lines += Wrap.lines(problem, first: "  ", rest: "  ", width: style.width)
    }
    // Of what is never loaded there is no more to say.
    if estimate.isRefused { return lines.joined(separator: "\n") + "\n" }
    let hasGPU = estimate.placement?.capacity ?? 0 > 0
    if let placement = estimate.placement, hasGPU {
      lines.append("  " + bar(estimate, capacity: placement.capacity))
    }
    lines.append("  " + parts(estimate, asLegend: hasGPU))
    lines += verdict(entry, estimate)
    if let speed = entry.speed {
      lines.append("  " + Wording.speed(speed.low, speed.high) + (speed.basis.isEmpty ? "" : ":"))
      lines += Wrap.lines(speed.basis, first: "    ", rest: "    ", width: style.width).map {
        style.paint($0, .faint)
      }
    }
    if let prompt = entry.prompt {
      lines.append("  prompt: \(FitWords.prompt(prompt))")
    }
    lines += ladder(entry)
    lines += batchNote(entry)
    lines += largest(entry)
    lines += Wrap.lines(FitWords.sources(file, estimate), first: "  ", rest: "  ", width: style.width).map {
      style.paint($0, .faint)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private enum Cell: String {
    case weights = "█"
    case cache = "▓"
    case buffers = "▒"
    case free = "░"
    case over = "▚"
  }

  /// The GPU's memory from left to right; what is wanted beyond it follows a bar.
  private func bar(_ estimate: MemoryEstimate, capacity: Int) -> String {
    let wanted = estimate.wanted
    let scale = max(wanted, capacity)
    let columns = style.width - 24
    func columnsFor(_ bytes: Int) -> Int { Int((Double(bytes) / Double(scale) * Double(columns)).rounded()) }
    let weights = columnsFor(estimate.offloadableWeights)
    let cache = max(1, columnsFor(estimate.kvCache))
    let buffers = max(1, columnsFor(estimate.buffers))
    let used = min(columns, weights + cache + buffers)
    let edge = columnsFor(capacity)
    var cells = Array(repeating: Cell.weights, count: weights) + Array(repeating: Cell.cache, count: cache)
    cells += Array(repeating: Cell.buffers, count: buffers)
    cells = Array(cells.prefix(used)) + Array(repeating: .free, count: max(0, columns - used))
    var text = ""
    for (index, cell) in cells.prefix(columns).enumerated() {
      if index == edge, edge < columns { text += style.paint("│", .error) }
      let ink: TextStyle.Ink =
        index >= edge
        ? .error : cell == .weights ? .info : cell == .cache ? .warning : cell == .buffers ? .bold : .faint
      text += style.paint(cell.rawValue, ink)
    }
    return text + "  \(Wording.gibibytes(wanted)) of \(Wording.size(estimate.placement?.available ?? capacity))"
  }

  /// - Parameter asLegend: whether a bar is above it, whose cells it explains.
  private func parts(_ estimate: MemoryEstimate, asLegend: Bool) -> String {
    let parts = [
      (Cell.weights, "weights", estimate.offloadableWeights), (.cache, "KV cache", estimate.kvCache),
      (.buffers, "buffers", estimate.buffers),
    ]
    return parts.map { (asLegend ? "\($0.rawValue) " : "") + "\($1) \(Wording.gibibytes($2))" }
      .joined(separator: "   ")
      + "   = \(Wording.size(estimate.wanted))"
  }

  private func verdict(_ entry: FitReport.Entry, _ estimate: MemoryEstimate) -> [String] {
    guard let placement = estimate.placement else { return [] }
    var lines: [String] = []
    let inRAM = entry.file?.weights.alwaysInRAM ?? 0
    switch placement.fit {
    case .entirely:
      lines.append(
        "  " + style.paint("fits", .good) + ": all \(placement.layers) layers on the GPU, "
          + "\(Wording.size(placement.freeBytes)) free")
    case .partly where placement.gpuLayers == 0:
      lines.append(
        "  " + style.paint(placement.capacity == 0 ? "runs on the CPU" : "too large for the GPU", .warning)
          + ": \(Wording.size(placement.cpuBytes)) in RAM")
    case .partly:
      let what =
        placement.blocksWithExpertsInRAM > 0
        ? "the experts of \(placement.blocksWithExpertsInRAM) of \(placement.layers - 1) blocks stay in RAM"
        : "\(placement.gpuLayers) of \(placement.layers) layers on the GPU"
      lines.append(
        "  " + style.paint("spills", .warning)
          + ": \(what), \(Wording.size(placement.cpuWeights)) (\(Wording.percent(placement.spilledPercent))) run from system RAM"
      )
    case .no where placement.gpuBytes > placement.capacity:
      lines.append(
        "  " + style.paint("does not load", .error)
          + ": \(placement.gpuLayers) layers need \(Wording.size(placement.gpuBytes)) of VRAM")
    case .no:
      lines.append(
        "  " + style.paint("does not load", .error)
          + ": needs \(Wording.size(placement.cpuBytes)) of system RAM in addition to the GPU")
    }
    if estimate.losesFlashAttention {
      let text =
        "flash attention is off in this placement: buffers take \(Wording.size(estimate.compute)). OLLAMA_FLASH_ATTENTION=1 keeps it on"
      lines += Wrap.lines(text, first: "  ", rest: "  ", width: style.width)
    }
    if placement.fit == .partly, estimate.wanted < placement.capacity {
      lines.append("  \(Wording.size(placement.margin)) of VRAM is always kept free")
    }
    if estimate.fitsWhenSpread {
      lines += Wrap.lines(FitWords.spread, first: "  ", rest: "  ", width: style.width)
    }
    if inRAM > 1 << 30, placement.fit == .entirely {
      lines.append("  \(Wording.size(inRAM)) of embeddings stay in system RAM, at no cost in speed")
    }
    return lines
  }

  private func ladder(_ entry: FitReport.Entry) -> [String] {
    guard entry.ladder.count > 1 else { return [] }
    var rows = [
      ("context", entry.ladder.map { Wording.shortTokens($0.settings.context) }),
      ("GiB needed", entry.ladder.map { Wording.gibibytes($0.wanted) }),
    ]
    if entry.ladder.contains(where: { $0.placement?.capacity ?? 0 > 0 }) {
      rows.append(("on the GPU", entry.ladder.map(share)))
    }
    if entry.ladderSpeeds.contains(where: { $0 != nil }) {
      let speeds = entry.ladderSpeeds.map { speed in speed.map { Wording.range($0.low, $0.high) } ?? "?" }
      rows.append(("tokens/s", speeds))
    }
    if entry.ladderPrompts.contains(where: { $0 != nil }) {
      rows.append(("first token", FitWords.firstTokens(entry)))
    }
    let widest = rows.lazy.flatMap(\.1).map(\.count).max() ?? 0
    let lines = rows.map { title, cells in
      "  " + title.padded(to: 12) + cells.map { $0.padded(to: max(10, widest + 2), right: true) }.joined()
    }
    return [style.paint(lines[0], .faint)] + lines.dropFirst()
  }

  /// How much of a model the GPU holds.
  private func share(_ estimate: MemoryEstimate) -> String {
    guard let placement = estimate.placement else { return "?" }
    switch placement.fit {
    case .entirely: return "all"
    case .no: return "no"
    case .partly:
      return placement.spilledPercent == 0 ? "all" : Wording.percent(100 - placement.spilledPercent)
    }
  }

  /// Where a longer context leaves more of the model on the GPU, which is Ollama's choice of batch.
  private func batchNote(_ entry: FitReport.Entry) -> [String] {
    for (longer, shorter) in zip(entry.ladder.dropFirst(), entry.ladder) where longer.batch < shorter.batch {
      guard let more = longer.placement, let less = shorter.placement,
        more.spilledPercent < less.spilledPercent
      else { continue }
      let text =
        "More of it fits at \(Wording.shortTokens(longer.settings.context)) than at \(Wording.shortTokens(shorter.settings.context)) "
        + "because Ollama lowers the batch from \(Wording.number(shorter.batch)) to \(Wording.tokens(longer.batch)) there; num_batch sets it"
      return Wrap.lines(text, first: "  ", rest: "  ", width: style.width)
    }
    return []
  }

  private func largest(_ entry: FitReport.Entry) -> [String] {
    guard let largest = entry.largestContext, let estimate = entry.estimate,
      estimate.placement?.capacity ?? 0 > 0
    else { return [] }
    let trained = entry.file?.shape.trainedContext ?? .max
    var text =
      largest == 0
      ? "No context fits fully on the GPU"
      : "Largest context fully on the GPU: \(Wording.tokens(largest))"
        + (largest >= trained / 1024 * 1024 ? " (the trained maximum)" : "")
    if let quantized = entry.largestContextQuantized, quantized > largest {
      text += "; \(Wording.number(quantized)) with OLLAMA_KV_CACHE_TYPE=q8_0"
    }
    return ["  " + text]
  }
}

extension String {
  fileprivate func padded(to width: Int, right: Bool = false) -> String {
    let gap = String(repeating: " ", count: max(0, width - count))
    return right ? gap + self : self + gap
  }
}
