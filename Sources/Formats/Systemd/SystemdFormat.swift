import Syntax
import Vocabulary

/// systemd units that run Ollama, their drop-ins, and `environment.d`.
public enum SystemdFormat: Format {
  public static let name = "systemd"

  public static func hint(_ name: FileName) -> NameHint {
    if name.lowercased == "ollama.service" { return .certain }
    if name.hasSuffix(".service") { return .possible }
    guard name.hasSuffix(".conf") else {
      return name.parent == "ollama.service.d" && UnitPlace.meant(name.path) != nil ? .possible : .no
    }
    if name.parent == "ollama.service.d" { return .certain }
    return name.parent.ends(exactly: ".service.d") || name.parent == "environment.d"
      || name.lowercased == "override.conf" || name.lowercased.contains("ollama") ? .possible : .no
  }

  public static func recognises(_ candidate: Candidate) -> Recognition {
    let name = candidate.name
    if !candidate.path.isEmpty, UnitPlace.meant(candidate.path) != nil { return .byName }
    if name.hasSuffix(".service") || isUserEnvironment(candidate.path) { return .byName }
    if name.hasSuffix(".conf") {
      if name.parent.ends(exactly: ".service.d") { return .byName }
    } else if !candidate.path.isEmpty {
      return .no
    }
    let text = String(decoding: candidate.head, as: UTF8.self)
    return UnitSigns.hasHeader("Service", in: text) && !UnitSigns.hasHeader("Container", in: text)
      ? .byContent : .no
  }

  /// Variables for everything that a user's manager starts (`man environment.d`); written as dotenv files.
  private static func isUserEnvironment(_ path: String) -> Bool {
    let name = FileName(path: path)
    return name.parent == "environment.d" && name.hasSuffix(".conf")
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    if isUserEnvironment(document.id.path), document.id.embedding.isEmpty {
      return DotenvFormat.read(document, by: .userManager, in: workspace)
    }
    let own = INIParser.parse(document.source)
    var reading = Reading()
    reading.comments = own.comments
    if let misplaced = UnitPlace.fact(document) {
      reading.facts = [misplaced]
      return reading
    }
    guard let unit = UnitFiles.unit(for: document, in: workspace) else {
      reading.problems = UnitSigns.problems(own, document, effect: ignored)
      reading.isPart = UnitSigns.isPart(own, document)
      return reading
    }
    reading.facts = facts(unit, in: workspace) + UnitExec.facts(unit) + UnitSections.facts(unit)
    if !reading.facts.isEmpty { reading.facts += UnitDirectives.facts(unit) }
    if !reading.facts.isEmpty { reading.problems = UnitSigns.problems(own, document, effect: ignored) }
    return reading
  }

  private static let ignored = "systemd ignores the line and starts the service without it."

  private static func facts(_ unit: Unit, in workspace: any Workspace) -> [Fact] {
    func server(_ program: SourceRange?, isWrapped: Bool) -> [Fact] {
      let facts =
        UnitServer(unit, program: program, isWrapped: isWrapped, workspace: workspace)?.facts() ?? []
      let owner = facts.first { $0.subject == .server }?.id
      let start = owner.map { UnitStart(unit: unit, owner: $0, workspace: workspace).facts } ?? []
      return facts + start + [owner.flatMap { UnitStart.second(unit, of: $0) }].compactMap { $0 }
        + (owner.map { UnitSandbox.facts(unit, of: $0, program: "Ollama") } ?? [])
        + MisplacedVariables(section: "Service", format: "systemd", owner: owner).facts(unit)
    }
    switch UnitProgram(of: unit) {
    case .ollama(let found, let isWrapped): return server(found.at, isWrapped: isWrapped)
    case .container(let found): return UnitContainer(found).facts(of: unit, in: workspace)
    // Text without any section is not a unit, whatever its name; of a drop-in it is a mistake.
    case .missing where unit.isWhole && unit.layers.allSatisfy({ $0.file.sections.isEmpty }): return []
    case .missing where UnitSigns.isOllamas(unit) || UnitSigns.isSpokenOf(unit, in: workspace): return server(nil, isWrapped: false)
    case .missing: return []
    case .other: return UnitEngine.facts(unit, in: workspace)
    }
  }

  public static func shares(of document: Document, in workspace: any Workspace) -> [Share] {
    guard !isUserEnvironment(document.id.path), let unit = UnitFiles.unit(for: document, in: workspace),
      unit.layers.count > 1 || unit.value("EnvironmentFile", in: "Service") != nil
    else { return [] }
    let variables = UnitEnvironment(unit, in: "Service", workspace: workspace).variables
    return [
      Share(
        document: unit.settings?.id ?? document.id, address: ["Service"],
        values: variables.map { Share.variable + "\($0.name)=\($0.value ?? "")" })
    ]
  }

  public static func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    UnitAddition.edits(addition, in: document.source)
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    if isUserEnvironment(document.id.path), document.id.embedding.isEmpty { return DotenvWriter(document, by: .userManager) }
    if UnitFiles.isOfMany(document) { return nil }
    return UnitWriter(document, section: "Service", workspace: workspace)
  }
}
