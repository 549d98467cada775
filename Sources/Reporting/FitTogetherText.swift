import Knowledge
import Memory

/// What several models are for a machine together.
extension FitText {
  /// What is said of all models together; empty where there is one.
  func together(_ report: FitReport) -> String { report.together.map { render($0, report) } ?? "" }

  func render(_ together: FitReport.Together, _ report: FitReport) -> String {
    let total = Bytes.gibibytes(together.total)
    let title = style.paint("Together", .bold)
    guard let fits = together.fits, let capacity = report.machine?.vramBytes else {
      return "\(title): \(total) GiB\n"
    }
    let sum = "\(title): \(total) of \(Bytes.gibibytes(capacity)) GiB"
    guard !fits else { return "\(sum): all stay loaded together\n" }
    var lines = [
      "\(sum): " + outcome(together),
      style.paint(
        "  weights \(Bytes.gibibytes(together.weights)), KV caches \(Bytes.gibibytes(together.cache)), buffers "
          + "and process overhead \(Bytes.gibibytes(together.buffers))", .faint),
    ]
    for sentence in [reason(together), possible(together)] where !sentence.isEmpty {
      lines += Wrap.lines(sentence, first: "  ", rest: "  ", width: style.width)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func outcome(_ together: FitReport.Together) -> String {
    if case .room(let name, _)? = together.obstacle {
      return "part of \(SafeText.shown(name)) runs from system RAM"
    }
    if case .alone(let name)? = together.obstacle {
      return "\(SafeText.shown(name)) does not fit even alone"
    }
    return "Ollama unloads one to load the other on every switch"
  }

  private func reason(_ together: FitReport.Together) -> String {
    switch together.obstacle {
    case nil, .alone: return ""
    case .expectation(let name, let expected, let allowed):
      return
        "Ollama loads \(SafeText.shown(name)) beside the others only if its own estimate is at most 80% "
        + "of what they leave free: it estimates \(Bytes.gibibytes(expected)) GiB; "
        + "\(Bytes.gibibytes(allowed)) GiB is allowed"
    case .room(_, 0): return ""
    case .room(_, let margin):
      return "\(Bytes.gibibytes(margin)) GiB of VRAM is always kept free"
    }
  }

  private func possible(_ together: FitReport.Together) -> String {
    guard let possible = together.possible else { return "" }
    switch (possible.f16, possible.q8_0) {
    case (0, 0): return "They do not fit together with any context"
    case (let f16, let q8_0) where q8_0 > f16:
      let half = "\(q8_0) tokens each and OLLAMA_KV_CACHE_TYPE=q8_0"
      return f16 == 0
        ? "They fit together with up to \(half)"
        : "They fit together with up to \(f16) tokens, or \(half)"
    case (let f16, _): return "They fit together with up to \(f16) tokens each"
    }
  }
}
