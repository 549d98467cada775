import Syntax
import Vocabulary

/// Writes changes into a `.container` file; what it shares with every unit is ``UnitWriter``'s.
struct QuadletWriter: ContainerWriter {
  private let writer: UnitWriter
  private let workspace: any Workspace
  private var file: INIFile { writer.file }
  private var editor: INIEditor { writer.editor }

  init(_ document: Document, workspace: any Workspace) {
    self.workspace = workspace
    writer = UnitWriter(document, section: QuadletContainer.section, workspace: workspace)
  }

  func container(at address: [String]) -> (container: String, rest: [String])? {
    address.first == QuadletContainer.section ? (address[0], Array(address.dropFirst())) : nil
  }

  func edits(for change: Change) -> [Edit]? {
    if let edits = withoutQuotes(change) { return edits }
    if let (section, rest) = container(at: change.fact.address), let field = ContainerField(change, rest),
      let edits = edits(field, of: section)
    {
      return edits
    }
    return writer.edits(for: change)
  }

  private func withoutQuotes(_ change: Change) -> [Edit]? {
    let address = change.fact.address
    guard address.count == 4, address[1] == "quotes", case .set(.value, .text(let text)) = change.action, let index = Int(address[3])
    else { return nil }
    let entries = file.entries(address[2], in: address[0])
    return entries.indices.contains(index) ? editor.replace(entries[index], with: text) : nil
  }

  func edits(_ field: ContainerField, of section: String) -> [Edit]? {
    switch field {
    case .allGPUs: editor.add("AddDevice", "nvidia.com/gpu=all", in: section)
    case .mount(let volume, let directory): mount(volume, on: directory, in: section)
    case .mountText(let index, let text):
      file.entries("Volume", in: section).indices.contains(index)
        ? editor.replace(file.entries("Volume", in: section)[index], with: text) : nil
    case .healthCheck(let words): editor.set("HealthCmd", to: words.joined(separator: " "), in: section)
    case .image(let text): editor.set("Image", to: text, in: section)
    case .arguments(let change): arguments(change, in: section)
    case .command(let words): editor.set("Exec", to: words.joined(separator: " "), in: section)
    case .portAddress(let port, let host): publish(port) { PortSpec.rewriting($0, address: host) }
    case .containerPort(let port, let number):
      publish(port) { PortSpec.rewriting($0, containerPort: number) }
    default: nil
    }
  }

  private func arguments(_ change: ArgumentsChange, in section: String) -> [Edit]? {
    guard let entry = file.entries("Exec", in: section).last, let first = entry.pieces.first else {
      return nil
    }
    return WrittenArguments(file.words(of: entry).map(\.range), in: file.source, behind: first.start)
      .edits(change)
  }

  private func mount(_ usual: String, on directory: String, in section: String) -> [Edit]? {
    let path = writer.document.id.path
    let uses = VolumeUses(quadletsBeside: path, as: file, in: workspace)
    return uses.name(usual, on: directory, for: VolumeUses.container(ofQuadlet: path)).flatMap {
      editor.add("Volume", "\($0):\(directory)", in: section)
    }
  }

  private func publish(_ index: Int, rewriting: (String) -> String?) -> [Edit]? {
    let entries = file.entries("PublishPort", in: QuadletContainer.section)
    guard entries.indices.contains(index) else { return nil }
    let entry = entries[index].unquoted
    return rewriting(entry.value).flatMap { editor.replace(entry, with: $0) }
  }
}
