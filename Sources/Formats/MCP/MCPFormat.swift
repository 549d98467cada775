import Syntax
import Vocabulary

/// Servers of tools that agents and editors start, each with the variables it receives: `mcpServers.NAME.env` of `.mcp.json`,
/// `claude_desktop_config.json` and others, `servers.NAME.env` of `.vscode/mcp.json`.
///
/// Sources: https://modelcontextprotocol.io/docs/develop/connect-local-servers; Visual Studio Code documentation, MCP configuration.
enum MCPFormat: Format {
  static let name = "mcp"

  static let endings = [".json"]

  private static let sections = ["mcpServers", "servers"]

  static func hint(_ name: FileName) -> NameHint {
    name.hasSuffix(".json") && (name.lowercased.contains("mcp") || name.lowercased == "claude_desktop_config.json") ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    guard hint(candidate.name) > .no, sections.contains(where: { candidate.mentions("\"\($0)\"") }) else { return .no }
    return .byContent
  }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    guard let tree = try? SettingsTree(document, .json) else { return reading }
    reading.comments = tree.nodes.comments
    for section in sections {
      for entry in tree.entries([.key(section)]).prefix(128) {
        guard let name = entry.key.text else { continue }
        reading.facts += MCPServer(name: name, path: [section, name], tree: tree, workspace: workspace).facts
      }
    }
    return reading
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    guard document.holes.isEmpty, let tree = try? SettingsTree(document, .json) else { return nil }
    return MCPWriter(tree: tree)
  }
}

/// One of them: a program of the host, or a container that `docker run` starts.
private struct MCPServer {
  let name: String
  let path: [String]
  let tree: SettingsTree
  let workspace: any Workspace

  private var id: FactID { FactID(.client, tree.document.id, path) }

  private func node(_ key: String) -> Node? { tree[(path + [key]).map(PathStep.key)] }

  private var variables: [Variable] {
    tree.entries((path + ["env"]).map(PathStep.key)).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      // `${input:key}` is asked for, and `${env:NAME}` is the editor's own variable.
      let text = entry.value.text.flatMap { $0.contains("${") ? nil : $0 }
      return Variable(
        name: name, value: text, address: path + ["env", name], document: tree.document.id, nameRange: entry.key.range,
        valueRange: entry.value.range, range: entry.key.range.union(entry.value.range))
    }
  }

  var facts: [Fact] {
    let words = [node("command")?.text].compactMap { $0 } + (node("args")?.items?.map { $0.text ?? "" } ?? [])
    guard let command = node("command") else { return [] }
    if let run = run(words) { return container(run, at: tree.document.at(command.range)).facts() }
    let described = DescribedEnvironment(variables, of: tree.document, owner: id, startedBy: words.joined(separator: " "), in: workspace)
      .facts(in: workspace)
    let known = Set(described.map(\.id))
    let others = variables.compactMap { ClientVariables.misshapen($0, of: id) } + ModelVariables.uses(variables, of: id)
    return described + others.filter { !known.contains($0.id) && !ModelVariables.isSaid($0, by: known) }
  }

  private func run(_ words: [String]) -> DockerRun? {
    guard let program = words.first, ["docker", "podman"].contains(program), words.count < 256 else { return nil }
    let line = words.map { "'" + $0.filter { $0 != "'" } + "'" }.joined(separator: " ")
    let script = ShellParser.parse(SourceText(line))
    return script.commands.first.flatMap { DockerRun($0, in: script) }
  }

  /// Its own variables are those that the line hands on by name, or with a value.
  private func container(_ run: DockerRun, at range: SourceRange) -> ContainerSpec {
    let given = variables
    let passed = run.all("--env").compactMap { option -> Variable? in
      let parts = option.raw.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if parts.count == 1 { return given.last { $0.name == parts[0] } }
      return Variable(
        name: parts[0], value: parts[1], address: path + ["args", parts[0]], document: tree.document.id, nameRange: range.range,
        valueRange: range.range, range: range.range)
    }
    var fact = Fact(id, at: range)
    fact.write(.name, name, at: range)
    var spec = ContainerSpec(
      fact, format: "MCP", image: .init(name: ImageName(run.imageText), at: range),
      environment: .init(variables: passed, isComplete: run.last("--env-file") == nil && !run.hasUnknownOptions), in: workspace)
    spec.engine = run.engine == .podman ? .podman : .docker
    spec.network.host = run.sharesHostNetwork ? range : nil
    spec.network.namespace = run.namespace
    // Most of these files are for desktops, where the engine brings the host's name along.
    spec.network.knowsHost = true
    spec.extraHosts = run.all("--add-host").map { Placed($0.value, at: range) }
    spec.hasUnknownParts = run.hasUnknownOptions
    spec.hasUnknownMounts = true
    spec.isTemporary = true
    return spec
  }
}

/// Writes values of variables.
private struct MCPWriter: ChangeWriter {
  let tree: SettingsTree

  func edits(for change: Change) -> [Edit]? {
    let change = ModelVariables.variableChange(change) ?? change
    let address = change.fact.address
    guard address.count == 4, address[2] == "env" else { return nil }
    let path = address.map(PathStep.key)
    switch change.action {
    case .set(.value, .text(let value)), .set(.url, .text(let value)): return tree.editor.set(path, to: .string(value))
    case .set(.host, .text(let host)):
      return tree[path]?.text.flatMap { URLParts.replacingHost(in: $0, with: host) }.flatMap { tree.editor.set(path, to: .string($0)) }
    default: return nil
    }
  }
}
