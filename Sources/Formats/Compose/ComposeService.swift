import Syntax
import Vocabulary

/// One service with everything that is merged into it, topmost layer first.
struct ComposeService: Sendable {
  /// One place that says something about the service.
  struct Layer: Sendable {
    let file: ComposeFile
    let node: Node
    /// Bits of the keys that are there: most keys that are asked for are not, and need no look at each that is.
    private let present: UInt64
    private let isOpen: Bool

    init(file: ComposeFile, node: Node) {
      self.file = file
      self.node = node
      var present: UInt64 = 0
      var isOpen = node.entries == nil
      for entry in node.entries ?? [] {
        // What is merged in has keys of its own.
        guard !entry.isMerge, let key = entry.key.text else {
          isOpen = true
          continue
        }
        present |= Self.bit(of: key)
      }
      self.present = present
      self.isOpen = isOpen
    }

    private static func bit(of key: String) -> UInt64 {
      var hash = key.utf8.count
      for byte in key.utf8.prefix(4) { hash = hash &* 31 &+ Int(byte) }
      return 1 << UInt64(truncatingIfNeeded: hash & 63)
    }

    func value(_ key: String) -> Node? {
      guard isOpen || present & Self.bit(of: key) != 0 else { return nil }
      return file.tree.value(of: key, in: node).map(file.tree.resolve)
    }

    /// A scalar's text after interpolation; `nil` if it is not a scalar or not known.
    func text(_ node: Node) -> String? { node.text.flatMap(file.interpolation.resolve) }
  }

  /// A node and the layer it was found in.
  struct Found: Sendable {
    let layer: Layer
    let node: Node

    var range: SourceRange { layer.file.at(node.range) }
    /// As Compose passes it on, or `nil` if a variable in it is not known.
    var text: String? { layer.text(node) }
    var placed: Placed<String> { Placed(text, at: range) }
    var flag: Bool? { text.flatMap(Scalar.flag) }
    /// Whether a variable decides that no file here sets, so that the default is only one of its values.
    var isSwitch: Bool { raw.map { layer.file.interpolation.isOpen($0) } ?? false }
    /// As written, before variables are replaced.
    var raw: String? { node.text }

    func value(_ key: String) -> Found? {
      layer.file.tree.value(of: key, in: node).map { Found(layer: layer, node: layer.file.tree.resolve($0)) }
    }

    func items() -> [Found] {
      (node.items ?? []).map { Found(layer: layer, node: layer.file.tree.resolve($0)) }
    }

    func entries() -> [(key: Node, value: Found)] {
      layer.file.tree.entries(of: node).map {
        ($0.key, Found(layer: layer, node: layer.file.tree.resolve($0.value)))
      }
    }
  }

  let name: String
  let nameRange: SourceRange
  let layers: [Layer]
  /// Whether it extends a service that cannot be read here, which may say anything.
  var isCutOff = false

  /// The topmost value of a key; `nil` if no layer has it or it was `!reset`.
  func value(_ key: String) -> Found? {
    for layer in layers {
      guard let node = layer.value(key) else { continue }
      return isReset(node) ? nil : Found(layer: layer, node: node)
    }
    return nil
  }

  /// All values of a key that Compose merges, the lowest layer first; `!override` hides those below.
  func values(_ key: String) -> [Found] {
    var found: [Found] = []
    for layer in layers {
      guard let node = layer.value(key) else { continue }
      if isReset(node) { break }
      found.append(Found(layer: layer, node: node))
      if node.tag?.hasSuffix("override") == true { break }
    }
    return found.reversed()
  }

  /// The value under nested keys, from the topmost layer that has all of them.
  func value(at keys: [String]) -> Found? {
    guard let first = keys.first else { return nil }
    for found in values(first).reversed() {
      var current: Found? = found
      for key in keys.dropFirst() { current = current?.value(key) }
      if let current { return current }
    }
    return nil
  }

  /// Items of a sequence over all layers, or the one scalar that stands for it.
  func items(_ key: String) -> [Found] {
    values(key).flatMap { $0.node.items != nil ? $0.items() : $0.node.scalar != nil ? [$0] : [] }
  }

  private func isReset(_ node: Node) -> Bool { node.tag?.hasSuffix("reset") == true }
}

extension ComposeService {
  /// Whether it is only there for others to merge: its anchor is used, and its profile is one that nobody starts.
  var isPattern: Bool {
    let own = items("profiles").map(\.text)
    guard !own.isEmpty, own.allSatisfy({ $0.map { ComposePorts.off.contains($0.lowercased()) } ?? false }),
      let layer = layers.first, let anchor = layer.node.anchor
    else { return false }
    return layer.file.tree.source.bytes[...].contains(bytesOf: "<<: *" + anchor)
  }
}
