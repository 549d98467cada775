import Syntax
import Vocabulary

/// `docker exec NAME ollama ...` in a script whose containers have other names.
struct ExecCommand {
  let script: ShellScript
  let document: Document
  let workspace: any Workspace

  var facts: [Fact] {
    let without = script.commands.compactMap(withoutProgram)
    guard !document.id.isDocumentation, document.id.embedding.isEmpty else { return without }
    return without + script.commands.compactMap(fact)
  }

  /// `docker exec ollama pull NAME`: the word after the container's name is the program, and `pull` is not one.
  private func withoutProgram(_ command: ShellScript.Command) -> Fact? {
    guard let call = ProgramCall(command, in: script), ["docker", "podman", "docker-compose"].contains(call.name) else { return nil }
    var words = call.arguments
    if words.first?.text == "compose" { words = words.dropFirst() }
    guard words.first?.text == "exec", let container = container(words.dropFirst()),
      container.text.map(Self.isServers) == true,
      let index = words.firstIndex(where: { $0.range == container.range }), let verb = words[(index + 1)...].first,
      let name = verb.text, ["pull", "run", "create", "list", "serve", "show", "push"].contains(name)
    else { return nil }
    return SettingFact.make(
      ["exec-program", script.ordinal(at: verb.range.start)], name: name, value: container.text, kind: "exec-program",
      format: "shell", problem: .incomplete, corrected: "ollama \(name)", at: document.at(verb.range))
  }

  /// Whether a container's name is that of the server, and not of a program that calls it.
  private static func isServers(_ name: String) -> Bool {
    let words = name.lowercased().split { !$0.isLetter }
    let others: Set<Substring> = ["webui", "ui", "web", "proxy", "app", "api", "client", "bot", "chat", "frontend", "backend", "open"]
    return words.contains("ollama") && !words.contains(where: others.contains)
  }

  /// The program before its command.
  func edits(for change: Change) -> [Edit]? {
    guard case .set(.value, .text) = change.action, let fact = facts.first(where: { $0.id == change.fact }) else { return nil }
    return [.insert("ollama ", at: fact.range.range.start)]
  }

  private func fact(_ command: ShellScript.Command) -> Fact? {
    guard let call = ProgramCall(command, in: script), ["docker", "podman"].contains(call.name),
      call.arguments.first?.text == "exec", let word = container(call.arguments.dropFirst()),
      let name = word.text,
      command.words.contains(where: {
        $0.text?.split(separator: "/").last == "ollama" && $0.range != word.range
      }),
      let expected = expectation(name)
    else { return nil }
    return SettingFact.make(
      ["exec", script.ordinal(at: word.range.start)], name: name, value: name, kind: "command", format: "shell",
      problem: .misnamed, expected: expected, at: document.at(word.range))
  }

  /// The first word that is neither an option nor its value.
  private func container(_ words: ArraySlice<ShellScript.Word>) -> ShellScript.Word? {
    var rest = words
    while let word = rest.first {
      guard let text = word.text else { return nil }
      rest.removeFirst()
      if Self.valued.contains(text) { rest = rest.dropFirst() } else if !text.hasPrefix("-") { return word }
    }
    return nil
  }

  /// What to do instead; `nil` where a container of that name may exist.
  private func expectation(_ name: String) -> String? {
    let text = script.source.string(script.source.range)
    let run = script.commands.compactMap { DockerRun($0, in: script, holes: document.holes) }
    // Whatever else the script does to a container of that name shows that there is one.
    let others = [
      "start \(name)", "rename", "inspect \(name)", "--name \(name)", "--name=\(name)", "--name \"\(name)\"",
    ]
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || "_.-".contains($0) }),
      !others.contains(where: text.contains)
    else { return nil }
    if names.contains(name) { return nil }
    let own = run.filter { ImageName($0.imageText).isOllama }
    if own.count == 1, let started = own[0].last("--name")?.value {
      return "Use \(started), the name this script gives its container"
    }
    guard own.isEmpty, let (service, container) = composed() else { return nil }
    if let container {
      return container == name ? nil : "Use \(container), the container name of service \(service)"
    }
    return service == name
      ? "Use docker compose exec \(service), or set container_name: \(name) for the service" : nil
  }

  /// The names that any file of the repository gives a container.
  private var names: Set<String> {
    Set(
      WorkspaceWalk.gathered("how are containers named", in: workspace, among: { _ in true }) {
        _, source in
        source.mentionsOllama ? Self.names(in: source) : []
      })
  }

  private static func names(in source: SourceText) -> [String] {
    source.string(source.range).split(whereSeparator: \.isNewline).flatMap { line in
      ["--name", "container_name:", "ContainerName="].compactMap { sign in
        line.firstRange(ofBytes: sign).map { place in
          let rest = line[place.upperBound...].drop { " =\"'".contains($0) }
          return String(rest.prefix { $0.isLetter || $0.isNumber || "_.-".contains($0) })
        }
      }
    }
  }

  /// The only service of the folder, or of the one above, that serves Ollama, with its container's own name.
  private func composed() -> (service: String, container: String?)? {
    let folders = [document.directory, Path.directory(of: document.directory), ""]
    for folder in folders {
      let files = workspace.names(in: folder).filter(ComposeFormat.isComposeName)
        .compactMap { Path.join(folder, $0) }.filter { workspace.kind(at: $0) == .file }
      let services = files.compactMap { ComposeProject.load($0, in: workspace) }
        .flatMap { ComposeProject($0, in: workspace).services }
        .filter { ComposeServerImage.isServer($0, in: workspace) }
      guard !services.isEmpty else { continue }
      let names = services.map { $0.value("container_name") }
      guard services.count == 1, let service = services.first else { return nil }
      if let found = names.first.flatMap({ $0 }) {
        return found.text.map { (service.name, $0) }
      }
      return (service.name, nil)
    }
    return nil
  }
}
