import Syntax

/// Writes the settings of a template.
struct UnraidWriter: ContainerWriter {
  private let unraid: UnraidContainer
  private var tree: XMLTree { unraid.tree }
  private let editor: XMLEditor

  init(_ unraid: UnraidContainer) {
    self.unraid = unraid
    editor = XMLEditor(unraid.tree)
  }

  func container(at address: [String]) -> (container: XMLTree.Element, rest: [String])? {
    (tree.root, address)
  }

  func edits(_ field: ContainerField, of root: XMLTree.Element) -> [Edit]? {
    switch field {
    case .variable(let name, let value):
      if let setting = unraid.settings("Variable").last(where: { $0.element["Target"] == name }) {
        return editor.setText(value, of: setting.element)
      }
      return add("Variable", name: name, target: name, value: value, mode: "", to: root)
    case .mount(let volume, let directory):
      return add(
        "Path", name: volume, target: directory, value: "/mnt/user/appdata/\(volume)", mode: "rw", to: root)
    case .allGPUs: return addParameter("--gpus=all")
    case .hostEntry: return addParameter("--add-host=\(ContainerSpec.hostName):host-gateway")
    case .unprivileged: return tree.element(at: "Privileged").flatMap { editor.setText("false", of: $0) }
    case .command(let words):
      return tree.element(at: "PostArgs").flatMap { editor.setText(words.joined(separator: " "), of: $0) }
    case .value(let key, let text), .url(let key, let text):
      return setting(key).flatMap { editor.setText(text, of: $0.element) }
    case .urlHost(let key, let host):
      return setting(key).flatMap { setting in
        URLParts.replacingHost(in: setting.value, with: host).flatMap {
          editor.setText($0, of: setting.element)
        }
      }
    case .name(let key, let name):
      return setting(key).flatMap { editor.setAttribute("Target", to: name, of: $0.element) }
    case .noVariable(let key): return setting(key).flatMap { editor.remove($0.element) }
    default: return nil
    }
  }

  private func setting(_ key: String) -> UnraidContainer.Setting? {
    unraid.settings("Variable").first { String($0.index) == key }
  }

  private func add(
    _ type: String, name: String, target: String, value: String, mode: String, to root: XMLTree.Element
  ) -> [Edit]? {
    editor.add(
      NewXMLElement(
        "Config",
        [
          // The default is what counts where nothing is filled in.
          .init("Name", name), .init("Target", target), .init("Default", value), .init("Mode", mode),
          .init("Type", type), .init("Display", "always"), .init("Required", "false"), .init("Mask", "false"),
        ]), to: root)
  }

  private func addParameter(_ parameter: String) -> [Edit]? {
    guard let element = tree.element(at: "ExtraParams") else { return nil }
    let text = tree.text(of: element)
    return editor.setText(text.isEmpty ? parameter : text + " " + parameter, of: element)
  }
}
