import Knowledge
import Memory
import Wording

/// What several models are for a machine together.
extension FitText {
  /// What is said of all models together; empty where there is one.
  func together(_ report: FitReport) -> String { report.together.map { render($0, report) } ?? "" }

  func render(_ together: FitReport.Together, _ report: FitReport) -> String {
    let title = style.paint("Together", .bold)
    guard let fits = together.fits, let capacity = report.machine?.vramBytes else {
      return "\(title): \(Wording.size(together.total))\n"
    }
    let sum = "\(title): \(Wording.gibibytes(together.total)) of \(Wording.size(capacity))"
    guard !fits else { return "\(sum): all stay loaded together\n" }
    var lines = [
      "\(sum): " + outcome(together),
      style.paint(
        "  weights \(Wording.size(together.weights)), KV caches \(Wording.size(together.cache)), buffers "
          + "and process overhead \(Wording.size(together.buffers))", .faint),
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
        "Ollama loads \(SafeText.shown(name)) next to the others only if its own estimate is at most 80% "
        + "of what they leave free: it estimates \(Wording.size(expected)); "
        + "\(Wording.size(allowed)) is allowed"
    case .room(_, 0): return ""
    case .room(_, let margin):
      return "\(Wording.size(margin)) of VRAM is always kept free"
    }
  }

  private func possible(_ together: FitReport.Together) -> String {
    guard let possible = together.possible else { return "" }
    switch (possible.f16, possible.q8_0) {
    case (0, 0): return "They do not fit together with any context"
    case (let f16, let q8_0) where q8_0 > f16:
      let half = "\(Wording.tokens(q8_0)) each and OLLAMA_KV_CACHE_TYPE=q8_0"
      return f16 == 0
        ? "They fit together with up to \(half)"
        : "They fit together with up to \(Wording.tokens(f16)), or \(half)"
    case (let f16, _): return "They fit together with up to \(Wording.tokens(f16)) each"
    }
  }
}
