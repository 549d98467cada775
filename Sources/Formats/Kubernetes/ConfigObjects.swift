import Syntax
import Vocabulary

/// ConfigMaps and Secrets that a repository defines, as manifests or for Kustomize to generate: pods take variables from them
/// by name.
///
/// Sources: Kubernetes documentation, ConfigMap and Secret; Kustomize, `api/types/kvpairsources.go` and `api/kv/kv.go`.
struct ConfigObjects: Sendable {
  enum Kind: String, Sendable, Hashable {
    case configMap = "ConfigMap"
    case secret = "Secret"
  }

  struct Object: Sendable, Equatable {
    let kind: Kind
    let name: String
    /// `nil` where an overlay or the command decides.
    let namespace: String?
    let path: String
    var variables: [Variable] = []
    /// Whether these are all, or a file that is not here brings others.
    var isComplete = true
    /// Whether it only changes another of its name.
    var isPatch = false
  }

  /// A container's reference to one.
  struct Use: Sendable, Equatable {
    let kind: Kind
    let name: String
    /// Where the container is.
    let document: DocumentID
    let address: [String]
    /// Whether its file names no model server itself, and so is not read for its own sake.
    let isUnread: Bool
    /// The single value that it takes; `nil` for all.
    let key: String?
  }

  private let objects: [Object]
  private let uses: [Use]
  private let references: [ObjectReference]

  static func of(_ workspace: any Workspace) -> ConfigObjects {
    let isYAML: @Sendable (FileName) -> Bool = { $0.hasSuffix(".yaml", ".yml") || isKustomization($0) }
    let defined = WorkspaceWalk.gathered(
      "which ConfigMaps are defined", in: workspace, among: { $0.hasSuffix(".yaml", ".yml") && !isKustomization($0) }
    ) { path, source in Self.objects(at: path, source) }
    let generated = WorkspaceWalk.gathered(
      "which ConfigMaps are generated", in: workspace, among: isKustomization,
      asking: { path, source, workspace in Self.generated(at: path, source, workspace) })
    let uses = WorkspaceWalk.gathered("who names a ConfigMap", in: workspace, among: isYAML) {
      path, source in
      Self.uses(at: path, source)
    }
    let references = WorkspaceWalk.gathered("where a ConfigMap is named", in: workspace, among: isYAML) { _, source in
      ObjectReference.all(in: source)
    }
    return ConfigObjects(objects: defined + generated, uses: uses, references: references)
  }

  /// The one that a pod means; `nil` where there is none, or where several could be meant.
  ///
  /// - Parameter path: the file of the pod.
  func object(_ kind: Kind, named name: String, from path: String, in namespace: String?) -> Object? {
    let named = objects.filter { object in
      object.kind == kind && object.name == name
        && (object.namespace == nil || namespace == nil || object.namespace == namespace)
    }
    guard named.count > 1 else { return named.first.flatMap { $0.isPatch ? nil : $0 } }
    // A patch of an overlay has the name of what it changes.
    let near = named.filter { $0.path == path || Path.directory(of: $0.path) == Path.directory(of: path) }
    guard near.count == 1, var object = near.first, named.allSatisfy({ !$0.isPatch }) else { return nil }
    // An overlay may hold the same object with other values.
    object.variables = object.variables.map { variable in
      let isSure = named.allSatisfy { other in
        other.variables.last { $0.name == variable.name }.map { $0.value == variable.value } ?? true
      }
      return isSure ? variable : variable.withoutValue
    }
    return object
  }

  /// Whether more than one container takes a value from it, or it is handed to something else as well: a volume, another
  /// object.
  func isShared(_ key: String, of object: Object) -> Bool {
    uses.count { $0.kind == object.kind && $0.name == object.name && ($0.key == nil || $0.key == key) } > 1
      || references.count { $0.kind == object.kind && $0.name == object.name && $0.keys?.contains(key) != false } > 1
  }

  /// The containers that take something from an object of a file and are in files that nobody reads for their own sake.
  func unreadUsers(of path: String) -> [Use] {
    let own = objects.filter { $0.path == path }
    return uses.filter { use in
      use.isUnread && own.contains { $0.kind == use.kind && $0.name == use.name }
    }
  }

  /// The same of one of its variables, by its address.
  func isShared(_ address: [String], of document: DocumentID) -> Bool {
    objects.contains { object in
      object.variables.contains { $0.document == document && $0.address == address && isShared($0.name, of: object) }
    }
  }

  /// Whether an env file is in a ConfigMap or Secret that several containers use.
  func isShared(fileAt path: String) -> Bool {
    objects.contains { object in
      object.path != path && object.variables.contains { $0.document.path == path && isShared($0.name, of: object) }
    }
  }

  static func isKustomization(_ name: FileName) -> Bool {
    ["kustomization", "kustomization.yaml", "kustomization.yml"].contains(name.lowercased)
  }

  // MARK: Reading

  /// Whether a text may define one that is about a model.
  static func mayBeOne(_ candidate: Candidate) -> Bool {
    ["data", "stringData"].contains(where: candidate.outline.mentions(key:))
      && candidate.outline.mentions(key: "kind")
      && [Kind.configMap, .secret].contains { candidate.mentions($0.rawValue) }
  }

  /// Values that YAML reads as numbers or booleans, for which the API server refuses the whole object, where it has Ollama's
  /// variables.
  static func notText(_ trees: [NodeDocument], _ document: Document) -> [Fact] {
    guard !document.id.isDocumentation else { return [] }
    return trees.enumerated().flatMap { index, tree -> [Fact] in
      guard let object = object(tree, index, document.id),
        object.variables.contains(where: { $0.name.hasPrefix("OLLAMA_") })
      else { return [] }
      let key = object.kind == .configMap ? "data" : "stringData"
      return entries(of: .key(key), in: tree).compactMap { entry in
        let value = tree.resolve(entry.value)
        guard let name = entry.key.text, let scalar = value.scalar, isNotText(scalar) else { return nil }
        var fact = SettingFact.make(
          [String(index), key, name], name: name, value: scalar.text, kind: "text", format: "Kubernetes",
          problem: .notText, corrected: "\"\(scalar.text)\"", at: document.at(value.range))
        fact.infer(.status, .known)
        return fact
      }
    }
  }

  /// What kubectl hands on as a number or a boolean; it reads YAML 1.1 (sigs.k8s.io/yaml, goyaml.v2/resolve.go).
  static func isNotText(_ scalar: Scalar) -> Bool {
    scalar.style == .plain && ([.integer, .float, .boolean].contains(scalar.type) || formerBooleans.contains(scalar.text))
  }

  private static let signs = ["ConfigMap", "Secret", "configMapGenerator", "secretGenerator"]

  private static func manifests(in source: SourceText) -> [NodeDocument] {
    guard signs.contains(where: source.bytes[...].contains(bytesOf:)) else { return [] }
    return (try? Manifests.parse(source)) ?? []
  }

  private static func objects(at path: String, _ source: SourceText) -> [Object] {
    manifests(in: source).enumerated().compactMap { index, tree in
      object(tree, index, DocumentID(path)) ?? promised(tree, index, DocumentID(path))
    }
  }

  private static func generated(at path: String, _ source: SourceText, _ workspace: any Workspace) -> [Object] {
    manifests(in: source).enumerated().flatMap { index, tree in
      GeneratedObjects(tree: tree, index: index, document: DocumentID(path), workspace: workspace).objects
    }
  }

  /// The Secret that an operator makes of an ExternalSecret or a SealedSecret: its names are here, its values are not.
  ///
  /// Sources: External Secrets Operator, `apis/externalsecrets/v1/externalsecret_types.go`; bitnami-labs/sealed-secrets, README.
  private static func promised(_ tree: NodeDocument, _ index: Int, _ document: DocumentID) -> Object? {
    let lists: [[PathStep]]
    let named: [PathStep]
    switch tree.node(at: ["kind"])?.text {
    case "ExternalSecret": (named, lists) = (["spec", "target", "name"], [["spec", "target", "template", "data"]])
    case "SealedSecret":
      (named, lists) = (["spec", "template", "metadata", "name"], [["spec", "encryptedData"], ["spec", "template", "data"]])
    default: return nil
    }
    guard let name = tree.node(at: named)?.text ?? tree.node(at: ["metadata", "name"])?.text else { return nil }
    let listed = lists.flatMap { tree.node(at: $0).map { tree.entries(of: $0) } ?? [] }.map(\.key)
    let fetched = (tree.node(at: ["spec", "data"])?.items ?? []).compactMap { tree.value(of: "secretKey", in: tree.resolve($0)) }
    var object = Object(
      kind: .secret, name: name, namespace: tree.node(at: ["metadata", "namespace"])?.text, path: document.path)
    object.isComplete = false
    object.variables = (listed + fetched).compactMap { key in
      key.text.map {
        Variable(
          name: $0, value: nil, address: [String(index), "promised", $0], document: document, nameRange: key.range,
          valueRange: key.range, range: key.range)
      }
    }
    return object
  }

  /// A manifest of one.
  static func object(_ tree: NodeDocument, _ index: Int, _ document: DocumentID) -> Object? {
    guard let kind = tree.node(at: ["kind"])?.text.flatMap(Kind.init),
      let name = tree.node(at: ["metadata", "name"])?.text
    else { return nil }
    var object = Object(
      kind: kind, name: name, namespace: tree.node(at: ["metadata", "namespace"])?.text, path: document.path)
    for key in kind == .configMap ? ["data"] : ["data", "stringData"] {
      object.variables += entries(of: .key(key), in: tree).compactMap { entry in
        guard let name = entry.key.text, let text = tree.resolve(entry.value).text else { return nil }
        let isEncoded = kind == .secret && key == "data"
        // What is encoded can be read, and is not for a fix to write.
        let address = [String(index), key, name] + (isEncoded ? ["encoded"] : [])
        return Variable(
          name: name, value: isEncoded ? Base64.text(text) : text, address: address, document: document,
          nameRange: entry.key.range, valueRange: tree.resolve(entry.value).range,
          range: entry.key.range.union(entry.value.range))
      }
    }
    return object
  }

  private static func entries(of key: PathStep, in tree: NodeDocument) -> [Node.Entry] {
    tree.node(at: [key]).map { tree.entries(of: $0) } ?? []
  }

  private static func uses(at path: String, _ source: SourceText) -> [Use] {
    guard source.bytes[...].contains(bytesOf: "containers"), let trees = try? Manifests.parse(source) else {
      return []
    }
    let document = Document(id: DocumentID(path), source: source)
    let isUnread = !Relevance.isRelevant(source.bytes)
    return trees.enumerated().flatMap { index, tree in
      KubernetesReader.containers(document, tree, index).flatMap { container in
        PodReferences(container).all.map { reference in
          Use(
            kind: reference.kind, name: reference.object, document: document.id, address: container.address,
            isUnread: isUnread, key: reference.value?.key)
        }
      }
    }
  }
}

/// Text in base64, as `data` of a Secret has it.
enum Base64 {
  /// `nil` where it is something else, or the text is not UTF-8.
  static func text(_ encoded: String) -> String? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in encoded.utf8 where byte != 0x0A && byte != 0x20 && byte != 0x3D {
      let value: UInt8
      switch byte {
      case 0x41...0x5A: value = byte - 0x41
      case 0x61...0x7A: value = byte - 0x61 + 26
      case 0x30...0x39: value = byte - 0x30 + 52
      case 0x2B: value = 62
      case 0x2F: value = 63
      default: return nil
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return String(validating: bytes, as: UTF8.self).map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }
  }
}
