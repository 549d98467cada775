import ArgumentParser
import Diagnostics
import Linter
import Reporting

enum MapFormat: String, ExpressibleByArgument, CaseIterable { case text, json, mermaid, dot, html }

struct Map: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Draw the deployment: clients, models, servers, machines.")

  @Argument(help: "Files and directories (default: the working directory).")
  var paths: [String] = []

  @OptionGroup var hardware: MachineOptions

  @Option(help: "Output format.")
  var format: MapFormat = .text

  @Option(help: ArgumentHelp("Write the map to a file.", valueName: "file"))
  var output: String?

  @Option(help: "Colored output.")
  var color: ColorChoice = .auto

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  func run() throws { RunFailure.reported(draw) }

  private func draw() throws(RunFailure) {
    var options = Options()
    options.paths = paths
    options.severity = .info
    options.configuration = try ConfigurationFile.find(for: paths.first ?? ".")
    options.machine = try hardware.described()
    options.thisComputer = ThisComputer(detects: true)
    let maps = try RunFailure.of(LintRun(options).maps)
    try Terminal.write(Array(text(maps).utf8), toFile: output)
  }

  private func text(_ maps: [DeploymentMap]) -> String {
    let map = DeploymentMap(
      nodes: maps.flatMap(\.nodes), edges: maps.flatMap(\.edges), otherFindings: maps.flatMap(\.otherFindings)
    )
    switch format {
    case .text:
      let style = Terminal.style(color: color, toFile: output != nil)
      return MapText(style: style, usesUnicode: !ascii && Terminal.takesUnicode).render(map)
    case .json: return MapJSON.render(map)
    case .mermaid: return MapGraph.mermaid(map)
    case .dot: return MapGraph.dot(map)
    case .html:
      let findings = (map.nodes.flatMap(\.findings) + map.otherFindings).sorted {
        ($0.location.path, $0.location.start.offset, $0.rule) < (
          $1.location.path, $1.location.start.offset, $1.rule
        )
      }
      return HTMLReport(maps: maps, findings: findings).render()
    }
  }
}
