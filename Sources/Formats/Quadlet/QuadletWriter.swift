import Syntax
import Vocabulary

/// Writes changes into a `.container` file; what it shares with every unit is ``UnitWriter``'s.
struct QuadletWriter: ChangeWriter {
  private let writer: UnitWriter
  private var file: INIFile { writer.file }
  private var editor: INIEditor { writer.editor }

  init(_ document: Document, workspace: any Workspace) {
    writer = UnitWriter(document, section: QuadletContainer.section, workspace: workspace)
  }

  func edits(for change: Change) -> [Edit]? {
    let address = change.fact.address
    guard address.first == QuadletContainer.section else { return writer.edits(for: change) }
    switch (change.fact.subject, change.action) {
    case (.server, .set(let attribute, let value)), (.client, .set(let attribute, let value)):
      return set(attribute, value) ?? writer.edits(for: change)
    case (.port, .set(.address, .text(let host))) where address.count == 3 && address[1] == "PublishPort":
      return publish(address[2]) { PortSpec.rewriting($0, address: host) }
    case (.port, .set(.port, .integer(let port))) where address.count == 3 && address[1] == "PublishPort":
      return publish(address[2]) { PortSpec.rewriting($0, containerPort: port) }
    default: return writer.edits(for: change)
    }
  }

  private func set(_ attribute: Attribute, _ value: Value) -> [Edit]? {
    let section = QuadletContainer.section
    switch (attribute, value) {
    case (.gpu, .text("all")): return editor.add("AddDevice", "nvidia.com/gpu=all", in: section)
    case (.modelVolume, .text(let directory)):
      let volume = directory == OpenWebUI.dataDirectory ? "open-webui" : "ollama"
      return editor.add("Volume", "\(volume):\(directory)", in: section)
    case (.healthCheck, .text(let command)): return editor.set("HealthCmd", to: command, in: section)
    case (.command, .text(let command)): return editor.set("Exec", to: command, in: section)
    default: return nil
    }
  }

  private func publish(_ number: String, rewriting: (String) -> String?) -> [Edit]? {
    let entries = file.entries("PublishPort", in: QuadletContainer.section)
    guard let index = Int(number), entries.indices.contains(index),
      let text = rewriting(entries[index].value)
    else { return nil }
    return editor.replace(entries[index], with: text)
  }
}
