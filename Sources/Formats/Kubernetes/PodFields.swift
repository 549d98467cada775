import Syntax
import Vocabulary

/// Fields of a pod's container that Kubernetes does not have, or that hold something else than they must.
///
/// kubectl has the API server refuse unknown and duplicate fields (Kubernetes documentation, "Server Side Field Validation", since
/// 1.25; `--validate=strict` is the default), and values of another type always. Only what is nearly a field is reported: other
/// kinds of workloads may have more.
///
/// Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
struct PodFields {
  let container: KubernetesContainer

  enum Form { case list, mapping, either }

  /// One field, by its way from the container or the pod.
  private struct Found {
    let path: [PathStep]
    let key: Node
    let name: String
    let problem: ValueFault
    var meant: String?
    var expected: String?
    var place: String?
    /// Whether only its name has to change.
    var isRenamed = false
  }

  var facts: [Fact] {
    guard !container.document.id.isDocumentation else { return [] }
    return found.enumerated().map { _, field in
      let id = FactID(.key, container.document.id, address(of: field))
      return SettingFact.make(
        id, name: field.name, value: nil, kind: "pod-field", format: "Kubernetes", problem: field.problem,
        counterpart: field.place, corrected: field.isRenamed ? field.meant : nil, expected: field.expected,
        at: container.at(field.key))
    }
  }

  /// The fields that misspelt names stand for: they are not reported as missing.
  var meant: Set<String> { Set(found.compactMap(\.meant)) }

  private func address(of field: Found) -> [String] {
    ["field", String(container.index)] + field.path.address + [field.name]
  }

  // MARK: The walk

  private var found: [Found] {
    let tree = container.tree
    guard let own = tree.node(at: container.path), own.entries != nil else { return [] }
    var all = misspelt(own, Self.container, container.path, "the container")
    all += misspelt(tree.node(at: container.podPath), Self.pod, container.podPath, "the pod")
    all += misspelt(container["resources"], Self.resources, container.path + ["resources"], "resources")
    for (index, item) in (container["volumeMounts"]?.items ?? []).prefix(64).enumerated() {
      all += misspelt(item, Self.mount, container.path + ["volumeMounts", .index(index)], "volumeMounts")
      all += undeclared(item, container.path + ["volumeMounts", .index(index)])
    }
    for (index, item) in (container["env"]?.items ?? []).prefix(256).enumerated() {
      all += misspelt(item, Self.variable, container.path + ["env", .index(index)], "env")
    }
    for level in ["limits", "requests"] as [PathStep] {
      all += cards(container["resources", level], container.path + ["resources", level])
    }
    return all
  }

  private func misspelt(_ node: Node?, _ fields: [String: Form], _ path: [PathStep], _ place: String)
    -> [Found]
  {
    guard let entries = node?.entries, !entries.contains(where: { $0.key.text == "<<" }) else { return [] }
    let written = Set(entries.compactMap(\.key.text))
    return entries.compactMap { entry in
      guard let name = entry.key.text, !name.contains("{"), !name.contains("$") else { return nil }
      let value = container.tree.resolve(entry.value)
      if let form = fields[name] { return wrongForm(entry.key, name, value, form, path) }
      if place == "the container", Self.pod[name] != nil, Self.other[name] == nil {
        return Found(
          path: path, key: entry.key, name: name, problem: .misplaced, meant: name,
          expected: "the pod's spec, next to containers", place: place)
      }
      let near = Nearest.match(name, among: fields.keys.sorted()).flatMap {
        Nearest.isMisspelling(name, of: $0) ? $0 : nil
      }
      guard let meant = near ?? Self.other[name], fields[meant] != nil, !written.contains(meant) else {
        return nil
      }
      return Found(
        path: path, key: entry.key, name: name, problem: .unknownKey, meant: meant, place: place,
        isRenamed: fits(value, fields[meant] ?? .either))
    }
  }

  private func fits(_ value: Node, _ form: Form) -> Bool {
    switch form {
    case .list: value.items != nil
    case .mapping: value.entries != nil
    case .either: value.scalar != nil
    }
  }

  private func wrongForm(_ key: Node, _ name: String, _ value: Node, _ form: Form, _ path: [PathStep])
    -> Found?
  {
    // Nothing is written there, or something else fills it in.
    guard form != .either, value.range.length > 0, value.text != nil || value.scalar == nil,
      value.text?.contains("{") != true, value.text?.contains("$") != true, !value.isComputed
    else { return nil }
    if case .alias = value.content { return nil }
    guard !fits(value, form) else { return nil }
    let expected = form == .list ? "a list" : "a mapping"
    let item = name == "env" ? ", each item with name and value" : ""
    return Found(path: path, key: key, name: name, problem: .type, meant: name, expected: expected + item)
  }

  /// A mount of a volume that the pod does not have.
  private func undeclared(_ mount: Node, _ path: [PathStep]) -> [Found] {
    let tree = container.tree
    guard let name = tree.value(of: "name", in: mount), let text = name.text, !text.contains("{"),
      !text.contains("$"), container.document.id.embedding.isEmpty,
      // A patch, a claim template or an injector may bring it.
      tree.node(at: ["spec", "volumeClaimTemplates"]) == nil,
      tree.node(at: ["spec", "selector"]) != nil
        || tree.node(at: ["kind"])?.text == "Pod" || tree.node(at: ["kind"])?.text == "Job",
      let volumes = container.pod("volumes")?.items ?? (container.pod("volumes") == nil ? [] : nil),
      !volumes.contains(where: { item in
        let own = tree.value(of: "name", in: tree.resolve(item))
        return own?.text == nil || own?.text == text
      })
    else { return [] }
    let known = volumes.compactMap { tree.value(of: "name", in: tree.resolve($0))?.text }
    return [
      Found(
        path: path, key: name, name: text, problem: .undefined, meant: nil,
        expected: Nearest.match(text, among: known))
    ]
  }

  /// `nvidia/gpu` and `nvidia.com/gpus` for the resource of the device plugin.
  private func cards(_ node: Node?, _ path: [PathStep]) -> [Found] {
    let known = KubernetesGPU.cards.map(\.resource)
    return (node?.entries ?? []).compactMap { entry in
      guard let name = entry.key.text, !known.contains(name), !name.contains("{") else { return nil }
      let word = name.lowercased().filter { $0.isLetter }
      let meant: String? =
        ["nvidiagpu", "nvidiacomgpus", "nvidiacomgpu", "gpu", "gpus", "nvidiagpus"].contains(word)
        ? "nvidia.com/gpu" : ["amdgpu", "amdcomgpus", "amdcomgpu"].contains(word) ? "amd.com/gpu" : nil
      guard let meant, node?.entries?.contains(where: { $0.key.text == meant }) == false,
        !name.hasPrefix("requests.")
      else { return nil }
      return Found(
        path: path, key: entry.key, name: name, problem: .unknownKey, meant: meant, place: "the node",
        isRenamed: true)
    }
  }

  // MARK: Changes

  /// The name that was meant.
  func edits(for change: Change) -> [Edit]? {
    guard case .set(.value, .text(let text)) = change.action,
      let field = found.first(where: { address(of: $0) == change.fact.address }), field.isRenamed,
      field.meant == text
    else { return nil }
    return [Edit(field.key.range, text)]
  }
}
