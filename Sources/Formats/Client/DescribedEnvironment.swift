import ClientDescription
import Syntax
import Vocabulary

/// An env file that a described program reads by itself, known by names that no other program has.
struct DescribedEnvironment {
  private let clients: [ClientDescription]
  /// Whether the program is among the packages of the folder, whose settings the file has then.
  private let isInstalled: Bool
  private let variables: [Variable]
  private let document: Document
  private let owner: FactID

  /// - Parameters:
  ///   - variables: of the file.
  ///   - owner: the program that receives them; `nil` where the whole file is its own.
  ///   - command: the command that starts the program with them, which may name its package.
  init(_ variables: [Variable], of document: Document, owner: FactID? = nil, startedBy command: String? = nil, in workspace: any Workspace)
  {
    self.variables = variables
    self.document = document
    self.owner = owner ?? FactID(.client, document.id, [])
    let names = Set(variables.map(\.name))
    let signs = workspace.own.entries.compactMap { entry in entry.sign(in: names).map { (entry, $0) } }
    let started = command.map { $0.lowercased() }
    let installed =
      started.map { recipe in workspace.own.entries.filter { $0.isInstalled(by: recipe) } }
      ?? Self.installed(beside: document, in: workspace)
    isInstalled = !installed.isEmpty
    // A program that is known by a name of its own comes before what is said of any.
    var found = signs.filter { !$0.0.isOfAnyProgram }
    if found.isEmpty { found = installed.isEmpty ? signs : installed.map { ($0, []) } }
    guard !found.isEmpty, !Self.isHandedOn(document, found.flatMap(\.1), in: workspace) else {
      clients = []
      return
    }
    clients = found.map { $0.0.description }
  }

  /// The programs that are set up by variables and are a package of the file's folder.
  private static func installed(beside document: Document, in workspace: any Workspace) -> [ClientEntry] {
    guard document.id.embedding.isEmpty, FileName(path: document.id.path).lowercased == ".env" else { return [] }
    let recipes = ["requirements.txt", "pyproject.toml"].compactMap { name in
      Path.join(document.directory, name).flatMap(workspace.source).map { $0.string($0.range).lowercased() }
    }
    guard !recipes.isEmpty else { return [] }
    return workspace.own.entries.filter { entry in entry.isSetUpByVariables && recipes.contains { entry.isInstalled(by: $0) } }
  }

  /// Whether a container of the same folder receives the file or these variables of it: what they say is read there.
  private static func isHandedOn(_ document: Document, _ names: [String], in workspace: any Workspace) -> Bool {
    if EnvironmentReaders.isNamed(document.id.path, in: workspace) { return true }
    return ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"].contains { name in
      guard let path = Path.join(document.directory, name), let source = workspace.source(at: path) else {
        return false
      }
      return names.contains(where: source.bytes.contains(bytesOf:))
    }
  }

  /// What the variables say, and the program that reads them.
  func facts(in workspace: any Workspace) -> [Fact] {
    return clients.flatMap { client -> [Fact] in
      let environment = EnvironmentTree(client.counted(variables), in: document.id)
      let misspelt = DescribedContainer(client).misspelt(variables, of: owner, in: workspace)
      guard let file = ClientReader(client, environment.tree, workspace).file() else { return misspelt }
      // What is missing may be set in the shell that starts the program.
      let known = file.facts.filter { isInstalled || $0[.problem] != .incomplete }
      return misspelt
        + known.map { fact in
          guard fact.subject == .client else { return environment.placed(fact, owner: owner) }
          var program = Fact(owner, at: environment.at(fact.range))
          program.attributes = fact.attributes
          return program
        }
    }
  }
}
