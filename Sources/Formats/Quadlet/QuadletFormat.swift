import Syntax
import Vocabulary

/// Podman Quadlets, as far as they run Ollama or something that talks to it.
public enum QuadletFormat: Format {
  public static let name = "quadlet"

  public static func hint(_ name: FileName) -> NameHint {
    if name.lowercased == "ollama.container" || name.parent == "ollama.container.d" { return .certain }
    return name.hasSuffix(".container") || name.parent.ends(exactly: ".container.d") ? .possible : .no
  }

  public static func recognises(_ candidate: Candidate) -> Recognition {
    let name = candidate.name
    if name.hasSuffix(".container") || name.parent.ends(exactly: ".container.d") { return .byName }
    guard candidate.path.isEmpty else { return .no }
    return UnitSigns.hasHeader("Container", in: String(decoding: candidate.head, as: UTF8.self))
      ? .byContent : .no
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    let own = INIParser.parse(document.source)
    var reading = Reading()
    reading.comments = own.comments
    let effect = "Podman rejects the whole file and creates no service from it."
    guard let unit = unit(for: document, in: workspace) else { return reading }
    guard unit.isWhole, let container = QuadletContainer(unit, in: workspace) else {
      reading.facts = QuadletMistakes.misplacedImage(unit)
      return reading
    }
    let spec = container.spec()
    reading.facts = spec.facts()
    if !reading.facts.isEmpty, spec.imageFacts.isEmpty { reading.facts += container.shortName }
    guard !reading.facts.isEmpty else { return reading }
    reading.facts += QuadletMistakes.facts(unit, of: container.id, in: workspace)
    reading.facts += UnitStart(unit: unit, owner: container.id, workspace: workspace).facts
    if container.id.subject == .server {
      let misplaced = MisplacedVariables(
        section: QuadletContainer.section, format: "Quadlet", owner: container.id)
      reading.facts += misplaced.facts(unit)
    }
    reading.problems = UnitSigns.problems(own, document, effect: effect)
    if let folder = folderOfUnits(document) {
      reading.facts.append(
        SettingFact.make(
          ["place"], name: folder, kind: "folder", format: "Quadlet", problem: .misnamed,
          corrected: folder.hasSuffix("user") ? "~/.config/containers/systemd" : "/etc/containers/systemd",
          at: document.at(TextRange(at: 0)), owner: container.id))
    }
    return reading
  }

  /// The folder of systemd's own units, where Podman's generator does not look (podman-systemd.unit(5)).
  private static func folderOfUnits(_ document: Document) -> String? {
    guard document.id.embedding.isEmpty, !document.id.isDocumentation else { return nil }
    let parts = Path.deployed(document.id.path).split(separator: "/").dropLast().suffix(2)
    return parts.first == "systemd" && ["system", "user"].contains(parts.last)
      ? parts.joined(separator: "/") : nil
  }

  private static func unit(for document: Document, in workspace: any Workspace) -> Unit? {
    guard document.id.embedding.isEmpty else {
      let layer = Unit.Layer(
        id: document.id, file: INIParser.parse(document.source), holes: document.holes)
      return Unit(name: "ollama.container", layers: [layer], isWhole: true)
    }
    return UnitFiles.unit(for: document, in: workspace)
  }

  public static func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    QuadletAddition.edits(addition, in: document.source)
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    UnitFiles.isOfMany(document) ? nil : QuadletWriter(document, workspace: workspace)
  }
}
