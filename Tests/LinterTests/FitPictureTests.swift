import Knowledge
import Memory
import Linter
import Reporting
import Testing

/// Estimates as pictures.
@Suite struct FitPictureTests {
  private static func report(_ names: [String], hostile: String? = nil) throws -> FitReport {
    let machine = try #require(
      try MachineDescription.machine(gpu: "RTX 3070", vram: nil, ram: 30 << 30, os: nil, source: .flag))
    var entries = try names.map { name in
      let parsed = try #require(ModelName(name))
      let file = try #require(ModelCatalogue.standard.file(named: parsed))
      return FitReport.Entry(file.named(hostile ?? name), on: machine, LoadSettings(context: 8192))
    }
    entries.append(.init(unknown: hostile ?? "nothing:1b", because: "is not known"))
    return FitReport(machine: machine, entries: entries)
  }

  @Test func eachModelHasItsBarAndItsCurve() throws {
    let text = FitSVG.render(try Self.report(["qwen2.5-coder:14b", "gemma4:e4b"]))
    #expect(text.components(separatedBy: "<polygon").count == 7)
    #expect(text.contains("8.0 GiB of VRAM") && text.contains("% runs from system RAM"))
    #expect(text.contains("nothing:1b") && text.contains("is not known"))
  }

  @Test func thePageHasTheFiguresToo() throws {
    let text = FitHTML.render(try Self.report(["qwen2.5-coder:14b"]))
    #expect(text.contains("<th>32K</th>"))
    #expect(text.contains("GiB needed") && text.contains("tokens/s"))
    // Nothing is loaded from anywhere.
    #expect(!text.contains("src=") && !text.contains("href=") && !text.contains("url("))
  }

  @Test func noNameBecomesMarkup() throws {
    let name = "\"><script>alert(1)</script>\u{1B}[31m\u{202E}&"
    for text in [
      FitSVG.render(try Self.report(["gemma4:e4b"], hostile: name)),
      FitHTML.render(try Self.report(["gemma4:e4b"], hostile: name)),
    ] {
      #expect(!text.contains("<script>") && !text.contains("\u{1B}") && !text.contains("\u{202E}"))
      #expect(text.contains("&lt;script&gt;"))
    }
  }

  @Test func theSameReportGivesTheSameBytes() throws {
    #expect(
      FitSVG.render(try Self.report(["gemma4:e4b"])) == FitSVG.render(try Self.report(["gemma4:e4b"])))
  }
}
