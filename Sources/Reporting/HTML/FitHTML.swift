import Knowledge
import Memory
import Wording

/// Fit estimates as a page: the picture of each model, its figures at other contexts, and what they rest on.
public enum FitHTML {
  public static func render(_ report: FitReport) -> String {
    var body =
      HTMLText.element("h1", text: "Does it fit?") + HTMLText.element("p", text: machine(report.machine))
    for entry in report.entries {
      body += HTMLText.element("h2", text: entry.name)
      if let problem = entry.problem { body += HTMLText.element("p", text: problem) }
      guard entry.file != nil, let estimate = entry.estimate else { continue }
      let (drawing, height) = FitSVG(machine: report.machine).block(entry)
      body += """
        <div class="scroll"><svg class="fit" viewBox="0 0 \(FitSVG.width) \(height)" role="img" aria-label="\(HTMLText.escaped(entry.name))">\(drawing)</svg></div>
        """
      body += table(entry)
      if estimate.fitsWhenSpread { body += HTMLText.element("p", text: FitWords.spread + ".") }
      if let speed = entry.speed, !speed.basis.isEmpty {
        body += HTMLText.element("p", [("class", "small")], text: speed.basis)
      }
      if let prompt = entry.prompt {
        body += HTMLText.element("p", [("class", "small")], text: "Prompt: " + FitWords.prompt(prompt))
      }
      if let file = entry.file {
        body += HTMLText.element("p", [("class", "small")], text: FitWords.sources(file, estimate))
      }
    }
    if report.together != nil {
      let text = FitText(style: .plain).together(report)
      body += HTMLText.element("h2", text: "Together") + HTMLText.element("pre", text: text)
    }
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Does it fit?</title>
      <style>\(Tables.style)
      \(FitSVG.style)
      .fit { width: 100%; min-width: 40rem; max-width: \(FitSVG.width)px; } table { border-collapse: collapse; } td, th { padding: .15rem .8rem; text-align: right; } td:first-child, th:first-child { text-align: left; } .scroll { overflow-x: auto; }</style></head>
      <body>\(body)</body></html>

      """
  }

  private static func machine(_ machine: Machine?) -> String {
    guard let machine else { return "Unknown machine" }
    var parts = machine.hasNoGPU ? ["No GPU"] : machine.gpus.map(\.name)
    if let vram = machine.vramBytes, vram > 0 { parts.append("\(Wording.size(vram)) VRAM") }
    if let ram = machine.ramBytes { parts.append("\(Wording.size(ram)) RAM") }
    return parts.joined(separator: " · ")
  }

  private static func table(_ entry: FitReport.Entry) -> String {
    func row(_ title: String, _ cells: [String], _ name: String = "td") -> String {
      HTMLText.element(
        "tr",
        html: HTMLText.element(name, text: title) + cells.map { HTMLText.element(name, text: $0) }.joined())
    }
    guard entry.ladder.count > 1 else { return "" }
    let rows = [
      row("context", entry.ladder.map { Wording.shortTokens($0.settings.context) }, "th"),
      row("GiB needed", entry.ladder.map { Wording.gibibytes($0.wanted) }),
      row(
        "on the GPU",
        entry.ladder.map { estimate in
          guard let placement = estimate.placement else { return "?" }
          switch placement.fit {
          case .entirely: return "all"
          case .partly: return Wording.percent(100 - placement.spilledPercent)
          case .no: return "no"
          }
        }),
      row("tokens/s", entry.ladderSpeeds.map { $0.map { Wording.range($0.low, $0.high) } ?? "?" }),
      row("first token", FitWords.firstTokens(entry)),
    ]
    return HTMLText.element(
      "div", [("class", "scroll")], html: HTMLText.element("table", html: rows.joined()))
  }
}
