import ArgumentParser
import ClientDescription
import Diagnostics
import Formats
import Handbook
import Knowledge
import Reporting
import Syntax
import Wording

enum PageFormat: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

extension Page.Kind: ExpressibleByArgument {}

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule, parameter, variable, model, GPU, client or topology.",
    discussion: "Without a name, explain lists what can be explained.")

  @Argument(help: "E.g. gpu/not-passed-through, num_ctx, OLLAMA_KV_CACHE_TYPE, qwen3:8b, opencode, kvm.")
  var name: String?

  @Flag(help: "Explain every rule.")
  var all = false

  @Flag(help: "Explain every client.")
  var clients = false

  @Option(
    help: ArgumentHelp(
      "Explain everything of one kind: " + Page.Kind.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "kind"))
  var every: Page.Kind?

  @OptionGroup var hardware: MachineOptions

  @Option(help: "Output format.")
  var format: PageFormat = .text

  @Option(help: "Colored output.")
  var color: ColorChoice = .auto

  @Flag(help: .hidden)
  var clientTable = false

  func validate() throws {
    guard [all, clients, clientTable, name != nil, every != nil].filter({ $0 }).count <= 1 else {
      throw ValidationError("Name one thing, or pass one of --all, --clients and --every.")
    }
    guard every != .gpu else {
      throw ValidationError("GPUs are looked up by name, e.g. explain \"RTX 3070\".")
    }
  }

  func run() throws { RunFailure.reported(explain) }

  private func explain() throws(RunFailure) {
    if clientTable { return Terminal.write(ClientText.table(FormatRegistry.clients)) }
    let handbook = Handbook(machine: try machine(), clients: try ownClients())
    if let kind = every ?? (all ? .rule : clients ? .client : nil) { return write(handbook.pages(of: kind)) }
    guard let name, !name.isEmpty else { return Terminal.write(overview(handbook)) }
    switch handbook.look(up: name) {
    case .page(let page): write([page])
    case .list(let title, let pages):
      guard format == .text else { return write(pages) }
      let style = Terminal.style(color: color, toFile: false)
      Terminal.write(PageText(style: style).renderList(title, pages))
    case .unknown(let nearest):
      let isFile = name.hasPrefix("hf.co/") || name.hasPrefix("huggingface.co/")
      throw RunFailure(
        message: "no entry named \(nearest == nil && !isFile ? Credentials.maskedWord(name) : name)"
          + (nearest.map { "; did you mean \($0)?" }
            ?? (isFile
              ? ". ollama-lint fit \(name) estimates it."
              : ". ollama-lint explain lists what can be explained."))
      )
    }
  }

  /// What models are held against; only they need it.
  private func machine() throws(RunFailure) -> Machine? {
    if let described = try hardware.described() { return described }
    guard every == .model || name.map({ $0.contains(":") }) == true else { return nil }
    return try ConfigurationFile.find(for: ".").machine(for: "") ?? MachineDetection().detect()
  }

  /// Programs that the project here describes.
  private func ownClients() throws(RunFailure) -> [ClientDescription] {
    do throws(RunFailure) {
      return try ConfigurationFile.find(for: ".").clients.map(\.description)
    } catch {
      // A mistake there is no reason not to explain what is built in.
      if let name, case .unknown = Handbook().look(up: name) { throw error }
      return []
    }
  }

  private func write(_ pages: [Page]) {
    switch format {
    case .json: Terminal.write(PageJSON.render(pages))
    case .markdown: Terminal.write(pages.map { PageMarkdown.render($0) }.joined(separator: "\n"))
    case .text:
      let text = PageText(style: Terminal.style(color: color, toFile: false))
      Terminal.write(pages.map(text.render).joined(separator: "\n"))
    }
  }

  private func overview(_ handbook: Handbook) -> String {
    let titles: [(Page.Kind, String)] = [
      (.rule, "Rules and their categories"), (.parameter, "Parameters of a Modelfile"),
      (.instruction, "Instructions of a Modelfile"), (.variable, "Variables of the server"),
      (.setting, "Settings of clients"), (.client, "Clients, proxies and tunnels"), (.topology, "Where a server runs"),
      (.concept, "Concepts"), (.model, "Models of Ollama's library"),
    ]
    let groups = titles.map { kind, title in
      let all = handbook.names(of: kind)
      let names = shortened(kind, all)
      let count =
        switch kind {
        case .rule: "\(names.count) categories, \(all.count) rules"
        case .model: "\(names.count) models, \(all.count) sizes"
        default: Wording.number(all.count)
        }
      return (title: title, count: count, names: names)
    }
    return PageText(style: Terminal.style(color: color, toFile: false)).renderOverview(groups)
  }

  /// Long lists by what their names begin with.
  private func shortened(_ kind: Page.Kind, _ names: [String]) -> [String] {
    let separator: Character? = kind == .rule ? "/" : kind == .model ? ":" : nil
    guard let separator else { return names }
    var seen: Set<Substring> = []
    return names.map { $0.prefix { $0 != separator } }.filter { seen.insert($0).inserted }.map(String.init)
  }
}
