import Syntax
import Vocabulary

/// Playbooks and lists of tasks of Ansible, as far as a task writes a file whose text it has, or starts a container.
///
/// Source: Ansible documentation, ansible.builtin.copy (`content`, `dest`), "Blocks", "Playbook keywords".
enum AnsibleFormat: Format {
  static let name = "ansible"

  static let endings = [".yml", ".yaml"]

  static func recognises(_ candidate: Candidate) -> Recognition {
    guard isNamed(candidate.name) else { return .no }
    if AnsibleContainer.signs.contains(where: candidate.mentions), candidate.mentions("image:") { return .byContent }
    if Self.composers.contains(where: { candidate.mentions($0 + ":") }), candidate.mentions("definition:") { return .byContent }
    if ["hosts:", "tasks:", "ansible.builtin."].contains(where: candidate.mentions) || candidate.path.contains("tasks/"),
      ["shell:", "command:"].contains(where: candidate.mentions), starts.contains(where: candidate.mentions)
    {
      return .byContent
    }
    guard candidate.mentions("content: |"), candidate.mentions("dest:") else { return .no }
    return ["copy:", "ansible.builtin.copy:"].contains(where: candidate.mentions) ? .byContent : .no
  }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    // Tasks that test a role write what only the test needs.
    guard let tree = try? YAMLParser.parse(document.source).first, let root = tree.root,
      !RestartMentions.isOfTest(document.id.path)
    else { return reading }
    reading.comments = tree.comments
    let tasks = tasks(of: root, in: tree, depth: 0)
    let play = (root.items ?? []).map(tree.resolve).compactMap { tree.value(of: "vars", in: $0) }
      .reduce(into: [String: String]()) { $0.merge(AnsibleVariables.texts(of: tree.resolve($1), in: tree)) { $1 } }
    let variables = AnsibleVariables(for: document, play: play, in: workspace)
    reading.facts = tasks.flatMap { task in
      AnsibleContainer(task, of: tree, in: document, variables: variables)?.facts(in: workspace) ?? []
    }
    reading.embedded =
      tasks.compactMap { written(by: $0, in: tree) }.compactMap { text, name in
        EmbeddedText(block: text, of: document.source).flatMap { .template($0.source, named: name, map: $0.map) }
      } + tasks.compactMap { definition(of: $0, in: tree, document.source) }
    reading.embedded += tasks.compactMap { command(of: $0, in: tree, document.source) }
    return reading
  }

  private static let shells = ["ansible.builtin.shell", "ansible.builtin.command", "shell", "command"]

  /// The commands of containers and of Ollama that a task runs; each task is a script of its own.
  private static func command(of task: Node, in tree: NodeDocument, _ source: SourceText) -> Reading.Embedded? {
    guard let module = shells.lazy.compactMap({ tree.value(of: $0, in: task) }).first.map(tree.resolve) else { return nil }
    let line = module.entries == nil ? module : tree.value(of: "cmd", in: module).map(tree.resolve)
    guard let line, let text = line.text, starts.contains(where: text.contains) else { return nil }
    var script = YAMLScript(source)
    script.add(line)
    return script.embedded
  }

  private static let starts = ["docker run ", "podman run ", "docker create ", "podman create ", "ollama pull ", "ollama serve"]

  private static let composers = [
    "community.docker.docker_compose_v2", "community.docker.docker_compose", "docker_compose_v2", "docker_compose",
  ]

  /// The Compose file that a task holds in place of naming one (community.docker `plugins/modules/docker_compose_v2.py`, definition).
  private static func definition(of task: Node, in tree: NodeDocument, _ source: SourceText) -> Reading.Embedded? {
    guard let module = composers.lazy.compactMap({ tree.value(of: $0, in: task) }).first.map(tree.resolve),
      tree.value(of: "state", in: module)?.text != "absent", let file = tree.value(of: "definition", in: module),
      let text = EmbeddedText(mapping: file, of: source)
    else { return nil }
    return .template(text.source, named: "compose.yaml", map: text.map)
  }

  private static let lists = ["tasks", "pre_tasks", "post_tasks", "handlers", "block", "rescue", "always"]

  /// The tasks of a list of plays, tasks or blocks, in their order.
  private static func tasks(of node: Node, in tree: NodeDocument, depth: Int) -> [Node] {
    guard depth < 8 else { return [] }
    return (node.items ?? []).map(tree.resolve).flatMap { task in
      [task]
        + lists.compactMap { tree.value(of: $0, in: task) }.map(tree.resolve).flatMap { tasks(of: $0, in: tree, depth: depth + 1) }
    }
  }

  /// The text that a task writes, with the path it is written to.
  private static func written(by task: Node, in tree: NodeDocument) -> (text: Node, name: String)? {
    let own = ["copy", "ansible.builtin.copy"].lazy.compactMap { tree.value(of: $0, in: task) }.first.map(tree.resolve)
    guard let module = own, let content = tree.value(of: "content", in: module),
      let place = tree.value(of: "dest", in: module)?.text, let name = path(place)
    else { return nil }
    return (content, name)
  }

  /// The path from the root of the file system, or what follows a folder that a variable names.
  private static func path(_ place: String) -> String? {
    let known = place.lastIndex(of: "}").map { place[place.index(after: $0)...] } ?? place[...]
    return known.contains("{") ? nil : Path.join("", String(known.drop { $0 == "/" || $0 == "~" }))
  }
}
