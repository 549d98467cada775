import Syntax

/// Templates of Unraid's Docker page: `templates-user/my-ollama.xml`, and those that Community Applications offer.
///
/// Source: unraid/webgui `emhttp/plugins/dynamix.docker.manager/include/Helpers.php` (xmlToVar, xmlToCommand), August 2026:
/// a template becomes one `docker create`.
enum UnraidFormat: Format {
  static let name = "unraid"

  static let endings = [".xml"]

  static func recognises(_ candidate: Candidate) -> Recognition {
    guard candidate.path.isEmpty || isNamed(candidate.name) else { return .no }
    let text = String(decoding: candidate.head, as: UTF8.self)
    return text.contains("<Container") && text.contains("<Repository>") ? .byContent : .no
  }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    do {
      let tree = try XMLTreeParser.parse(document.source)
      reading.comments = tree.comments
      reading.facts = UnraidContainer(tree, document)?.spec(in: workspace).facts() ?? []
    } catch {
      if document.source.mentionsOllama { reading.problems = [.init(rule: "syntax/xml", error)] }
    }
    return reading
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    guard document.holes.isEmpty, let tree = try? XMLTreeParser.parse(document.source) else { return nil }
    return UnraidContainer(tree, document).map(UnraidWriter.init)
  }
}
