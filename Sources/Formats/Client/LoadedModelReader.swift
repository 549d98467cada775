import ClientDescription
import Vocabulary

/// Reads models that a program is set up to load itself.
struct LoadedModelReader {
  private let view: SettingsView
  private var tree: SettingsTree { view.tree }

  init(_ view: SettingsView) { self.view = view }

  func add(_ model: LoadedModel, to file: inout ClientFile) {
    for scope in view.places(model.at, from: .root) where view.holds(model.when, at: scope) {
      guard let name = name(of: model, scope), let context = view.place(model.context, from: scope),
        let node = view.first(model.shown, from: scope).flatMap({ tree[$0] })
          ?? model.shownKey.flatMap({ view.place($0, from: scope) }).flatMap({ tree.entry($0)?.key })
          ?? tree.root.entries?.first?.key
      else { continue }
      if let field = model.field {
        let items = tree[context]?.items ?? []
        let own = items.indices.first { tree[context + [.index($0), "key"]]?.text == field }
        file.addModel(
          name, at: node, context: own.map { context + [.index($0), "value"] } ?? context,
          form: own == nil ? .field(field) : .plain)
      } else {
        file.addModel(name, at: node, context: context)
      }
    }
  }

  /// As clients call it: what is written, or the folders of the file.
  private func name(of model: LoadedModel, _ scope: SettingsScope) -> String? {
    guard let folder = model.nameBelow else { return view.text(model.name, from: scope) }
    var parts = tree.document.id.path.split(separator: "/")
    guard let start = parts.lastIndex(where: { $0 == folder }), start + 1 < parts.endIndex else { return nil }
    let last = parts.removeLast()
    if let suffix = model.dropsSuffix {
      guard last.hasSuffix(suffix), !last.hasSuffix(".gguf" + suffix) else { return nil }
      parts.append(last.dropLast(suffix.count))
    }
    return start + 1 < parts.endIndex ? parts[(start + 1)...].joined(separator: "/") : nil
  }
}
