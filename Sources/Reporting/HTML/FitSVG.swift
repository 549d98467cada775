import Knowledge
import Memory
import Wording

/// Fit estimates as one picture: for each model a bar of the GPU's memory and the curve of memory over context.
///
/// Without scripts and without anything loaded, so that it can are in a README. Texts are escaped as in the page.
public struct FitSVG: Sendable {
  static let width = 760
  private static let left = 60
  private static let right = 20

  private let machine: Machine?

  public init(machine: Machine?) { self.machine = machine }

  public static func render(_ report: FitReport) -> String {
    let drawing = FitSVG(machine: report.machine)
    var y = 0
    var body = ""
    for entry in report.entries {
      let (text, height) = drawing.block(entry)
      body += "<g transform=\"translate(0 \(y))\">\(text)</g>"
      y += height
    }
    let title = report.entries.map(\.name).joined(separator: ", ")
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(max(y, 1))" width="\(width)" role="img" aria-label="\(HTMLText.escaped("Memory of \(title)"))">
      <style>\(style)</style>
      <rect class="page" width="\(width)" height="\(max(y, 1))"/>
      \(body)
      </svg>

      """
  }

  static let style = """
    text { font: 13px system-ui, sans-serif; fill: #222; } .name { font-weight: 600; font-size: 15px; } .small { font-size: 11px; fill: #555; paint-order: stroke; stroke: #fff; stroke-width: 3px; }
    .page { fill: #fff; } .free { fill: #8883; } .weights { fill: #47a; } .cache { fill: #4a7; } .buffers { fill: #a84; }
    .limit { stroke: #c22; stroke-width: 2; stroke-dasharray: 5 3; fill: none; } .over { fill: #c22; } .axis { stroke: #8888; fill: none; } .here { stroke: #222; fill: none; }
    @media (prefers-color-scheme: dark) { text { fill: #ddd; } .small { fill: #bbb; stroke: #181818; } .page { fill: #181818; } .here { stroke: #ddd; } .over { fill: #f77; } .limit { stroke: #f77; } }
    """

  // MARK: One model

  /// The elements of a model, and how high they are.
  func block(_ entry: FitReport.Entry) -> (text: String, height: Int) {
    guard let file = entry.file, let estimate = entry.estimate else {
      return (
        text(Self.left, 30, entry.name, "name") + text(Self.left, 50, entry.problem ?? "not known"), 70
      )
    }
    let settings = estimate.settings
    var parts = text(Self.left, 30, entry.name, "name")
    parts += text(
      Self.left, 48,
      [file.quantization, Wording.tokens(settings.context), "KV cache \(FitWords.cacheType(estimate))"]
        .compactMap { $0 }.joined(separator: " · "), "small")
    guard !estimate.isRefused else {
      return (parts + text(Self.left, 70, "does not load: the KV cache needs flash attention"), 90)
    }
    parts += bar(estimate, y: 60) + verdict(entry, estimate, y: 120)
    let chart = curve(file, estimate, y: 163)
    return (parts + chart, chart.isEmpty ? 158 : 163 + Self.chartHeight + 60)
  }

  private func bar(_ estimate: MemoryEstimate, y: Int) -> String {
    let capacity = estimate.placement?.capacity ?? 0
    let scale = Double(max(estimate.wanted, capacity, 1))
    let room = Double(Self.width - Self.left - Self.right)
    func across(_ bytes: Int) -> Double { Double(bytes) / scale * room }
    var x = Double(Self.left)
    var text = rect("free", x, Double(y), across(max(capacity, estimate.wanted)), 20)
    let parts = [
      ("weights", "weights", estimate.offloadableWeights), ("cache", "KV cache", estimate.kvCache),
      ("buffers", "buffers", estimate.buffers),
    ]
    var legend = Self.left
    for (kind, name, bytes) in parts {
      text += rect(kind, x, Double(y), across(bytes), 20)
      x += across(bytes)
      let words = "\(name) \(Wording.size(bytes))"
      text +=
        rect(kind, Double(legend), Double(y + 28), 10, 10) + self.text(legend + 14, y + 37, words, "small")
      legend += 14 + words.count * 7 + 16
    }
    if capacity > 0 {
      let edge = Double(Self.left) + across(capacity)
      text += line("limit", edge, Double(y - 4), edge, Double(y + 24))
    }
    return text
  }

  private func verdict(_ entry: FitReport.Entry, _ estimate: MemoryEstimate, y: Int) -> String {
    guard let placement = estimate.placement else { return "" }
    let size = "\(Wording.gibibytes(estimate.wanted)) of \(Wording.gibibytes(placement.available)) GiB"
    let words =
      switch placement.fit {
      case .entirely: "\(size): fits, all \(placement.layers) layers on the GPU"
      case .partly where placement.capacity == 0: "\(Wording.size(placement.cpuBytes)): runs on the CPU"
      case .partly:
        "\(size): \(placement.gpuLayers) of \(placement.layers) layers on the GPU, \(Wording.percent(placement.spilledPercent)) runs from system RAM"
      case .no: "\(size): does not load"
      }
    let speeds = [
      entry.speed.map { Wording.speed($0.low, $0.high) }, entry.prompt.map { "prompt \(Wording.speed($0.low, $0.high))" },
    ].compactMap { $0 }.joined(separator: ", ")
    return text(Self.left, y, words) + (speeds.isEmpty ? "" : text(Self.left, y + 18, speeds, "small"))
  }

  // MARK: Memory over context

  static let chartHeight = 180

  /// Weights, cache and buffers above each other, at contexts up to the trained one.
  private func curve(_ file: ModelFile, _ estimate: MemoryEstimate, y: Int) -> String {
    let most = min(file.shape.trainedContext ?? 131_072, 131_072)
    guard most > 4096 else { return "" }
    let estimator = MemoryEstimator(file, on: machine)
    let points = (1...32).map { step -> (context: Int, at: MemoryEstimate) in
      var settings = estimate.settings
      settings.context = max(1024, most / 32 * step)
      return (settings.context, estimator.estimate(settings))
    }
    let capacity = estimate.placement?.capacity ?? 0
    let top = Double(max(points.map(\.at.wanted).max() ?? 1, capacity)) * 1.05
    let room = Double(Self.width - Self.left - Self.right)
    func x(_ context: Int) -> Double { Double(Self.left) + Double(context) / Double(most) * room }
    func height(_ bytes: Int) -> Double {
      Double(y + Self.chartHeight) - Double(bytes) / top * Double(Self.chartHeight)
    }
    func area(_ kind: String, _ upper: (MemoryEstimate) -> Int, _ lower: (MemoryEstimate) -> Int) -> String {
      let over = points.map { "\(number(x($0.context))),\(number(height(upper($0.at))))" }
      let under = points.reversed().map { "\(number(x($0.context))),\(number(height(lower($0.at))))" }
      return "<polygon class=\"\(kind)\" points=\"\((over + under).joined(separator: " "))\"/>"
    }
    var text = area("weights", \.offloadableWeights) { _ in 0 }
    text += area("cache", { $0.offloadableWeights + $0.kvCache }, \.offloadableWeights)
    text += area("buffers", \.wanted) { $0.offloadableWeights + $0.kvCache }
    let bottom = Double(y + Self.chartHeight)
    text += line("axis", Double(Self.left), bottom, Double(Self.width - Self.right), bottom)
    for context in FitReport.contexts where context <= most && context >= most / 16 {
      text += self.text(
        Int(x(context)), y + Self.chartHeight + 16, Wording.shortTokens(context), "small", anchor: "middle")
      text += line("axis", x(context), bottom, x(context), bottom + 4)
    }
    text += self.text(Self.left, y + Self.chartHeight + 34, "context in tokens; memory in GiB", "small")
    for gibibytes in Self.ticks(upTo: Int(top) >> 30) {
      text += self.text(
        Self.left - 8, Int(height(gibibytes << 30)) + 4, "\(gibibytes)", "small", anchor: "end")
    }
    if capacity > 0 {
      text += line(
        "limit", Double(Self.left), height(capacity), Double(Self.width - Self.right), height(capacity))
      text += self.text(
        Self.width - Self.right, Int(height(capacity)) - 5, "\(Wording.gibibytes(capacity)) GiB of VRAM",
        "small",
        anchor: "end")
    }
    if estimate.settings.context <= most {
      let here = x(estimate.settings.context)
      text += line("here", here, height(estimate.wanted), here, bottom)
    }
    return text
  }

  private static func ticks(upTo most: Int) -> [Int] {
    let step = [1, 2, 5, 10, 20, 50, 100, 200].first { most / $0 <= 6 } ?? 500
    return Array(stride(from: 0, through: most, by: step))
  }

  // MARK: Elements

  private func text(_ x: Int, _ y: Int, _ words: String, _ kind: String = "", anchor: String = "start")
    -> String
  {
    HTMLText.element(
      "text", [("x", "\(x)"), ("y", "\(y)"), ("class", kind), ("text-anchor", anchor)], text: words)
  }

  private func rect(_ kind: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
    "<rect class=\"\(kind)\" x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\"/>"
  }

  private func line(_ kind: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> String {
    "<line class=\"\(kind)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>"
  }

  /// One decimal, the same on every platform.
  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
