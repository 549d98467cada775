import Syntax

/// What the variables of a task stand for, as far as its own role, its play or the variables of all hosts set them.
///
/// Source: Ansible documentation, "Variable precedence" (role defaults, group_vars/all, play vars, role vars), "Role directory structure".
struct AnsibleVariables: Sendable {
  private var values: [String: String] = [:]

  /// - Parameter play: the `vars` of the plays in the file itself.
  init(for document: Document, play: [String: String], in workspace: any Workspace) {
    let folder = document.directory
    let isInRole = ["tasks", "handlers"].contains(folder.split(separator: "/").last.map(String.init) ?? "")
    let role = isInRole ? Path.directory(of: folder) : nil
    // Variables of hosts are next to the playbook, above the folder of the roles.
    let hosts = [role.map { Path.directory(of: Path.directory(of: $0)) } ?? folder, ""]
    var files = role.map { [$0 + "/defaults/main.yml", $0 + "/defaults/main.yaml"] } ?? []
    for place in hosts.reversed() {
      let base = place.isEmpty ? "" : place + "/"
      files += ["group_vars/all.yml", "group_vars/all.yaml", "group_vars/all/main.yml"].map { base + $0 }
    }
    for path in files { read(path, workspace) }
    values.merge(play) { $1 }
    for path in role.map({ [$0 + "/vars/main.yml", $0 + "/vars/main.yaml"] }) ?? [] { read(path, workspace) }
  }

  private mutating func read(_ path: String, _ workspace: any Workspace) {
    let own = workspace.remembered("variables of Ansible in \(path)") { workspace -> [String: String] in
      guard let source = workspace.source(at: path), source.bytes.count < 1 << 18, let tree = try? YAMLParser.parse(source).first,
        let root = tree.root
      else { return [:] }
      return Self.texts(of: root, in: tree)
    }
    values.merge(own) { $1 }
  }

  /// The entries of a mapping that are plain values.
  static func texts(of node: Node, in tree: NodeDocument) -> [String: String] {
    Dictionary(
      tree.entries(of: node).compactMap { entry -> (String, String)? in
        guard let name = entry.key.text, let scalar = tree.resolve(entry.value).scalar, scalar.type != .null else { return nil }
        return (name, scalar.text)
      }
    ) { $1 }
  }

  /// A text with its expressions filled in; `nil` where one is more than a variable, or nothing here sets it.
  func fill(_ text: String, depth: Int = 0) -> String? {
    guard !text.contains("{%"), depth < 5 else { return nil }
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(ofBytes: "{{") {
      guard let close = rest[open.upperBound...].firstRange(ofBytes: "}}"),
        let filled = value(rest[open.upperBound..<close.lowerBound], depth: depth)
      else { return nil }
      result += rest[..<open.lowerBound]
      result += filled
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  /// `name`, `name | default('text')`
  private func value(_ expression: Substring, depth: Int) -> String? {
    let parts = expression.split(separator: "|").map { $0.trimming { $0 == " " || $0 == "-" } }
    guard let name = parts.first, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else { return nil }
    var found = values[String(name)]
    for filter in parts.dropFirst() {
      if ["string", "int", "trim"].contains(filter) { continue }
      guard filter.hasPrefix("default("), filter.hasSuffix(")") else { return nil }
      let text = filter.dropFirst("default(".count).dropLast()
      guard let quote = text.first, quote == "'" || quote == "\"", text.last == quote, text.utf8.count > 1 else { return nil }
      found = found ?? String(text.dropFirst().dropLast())
    }
    return found.flatMap { fill($0, depth: depth + 1) }
  }
}
