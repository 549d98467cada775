import Vocabulary

/// What a container takes from ConfigMaps and Secrets: all of one by `envFrom`, single values by `valueFrom`.
struct PodReferences {
  struct Reference {
    let kind: ConfigObjects.Kind
    let object: String
    /// Of a single value, the name that the container knows it by and the key that it has in the object.
    var value: (name: String, key: String)?
    /// What `envFrom` puts before each name.
    var prefix = ""
  }

  let all: [Reference]

  init(_ container: some PodContainer) {
    let tree = container.tree
    var all: [Reference] = []
    for item in container["envFrom"]?.items ?? [] {
      let item = tree.resolve(item)
      let prefix = tree.value(of: "prefix", in: item)?.text ?? ""
      for (key, kind) in [("configMapRef", ConfigObjects.Kind.configMap), ("secretRef", .secret)] {
        guard let reference = tree.value(of: key, in: item).map(tree.resolve),
          let name = tree.value(of: "name", in: reference)?.text
        else { continue }
        all.append(Reference(kind: kind, object: name, prefix: prefix))
      }
    }
    for item in container["env"]?.items ?? [] {
      let item = tree.resolve(item)
      guard let name = tree.value(of: "name", in: item)?.text,
        let source = tree.value(of: "valueFrom", in: item).map(tree.resolve)
      else { continue }
      for (key, kind) in [("configMapKeyRef", ConfigObjects.Kind.configMap), ("secretKeyRef", .secret)] {
        guard let reference = tree.value(of: key, in: source).map(tree.resolve),
          let object = tree.value(of: "name", in: reference)?.text,
          let value = tree.value(of: "key", in: reference)?.text
        else { continue }
        all.append(Reference(kind: kind, object: object, value: (name, value)))
      }
    }
    self.all = all
  }
}

/// The variables that a container of a pod is started with, those of ConfigMaps and Secrets of the repository among them.
struct PodEnvironment {
  let environment: ContainerEnvironment
  /// Documents and addresses of variables that other containers take from the same place.
  let shared: Set<FactID>

  /// - Parameters:
  ///   - own: what the container itself lists.
  ///   - namespace: that of the pod, where a manifest says.
  init(
    _ container: some PodContainer, own: [Variable], namespace: String?, in workspace: any Workspace
  ) {
    let references = PodReferences(container)
    let named = container["envFrom"]?.items?.count ?? 0
    guard named > 0 || !references.all.isEmpty else {
      environment = ContainerEnvironment(variables: own, isComplete: container["envFrom"] == nil)
      shared = []
      return
    }
    let objects = ConfigObjects.of(workspace)
    var isComplete = references.all.count { $0.value == nil } == named
    var variables: [Variable] = []
    var single: [String: Variable] = [:]
    var shared: Set<FactID> = []
    for reference in references.all {
      let object = objects.object(
        reference.kind, named: reference.object, from: container.document.id.path, in: namespace)
      if let value = reference.value {
        guard let object, let found = object.variables.last(where: { $0.name == value.key }), found.value != nil else { continue }
        let variable = found.renamed(value.name)
        single[value.name] = variable
        if objects.isShared(value.key, of: object) { shared.insert(FactID(.key, variable.document, variable.address)) }
        continue
      }
      guard let object else {
        isComplete = false
        continue
      }
      if !object.isComplete { isComplete = false }
      for variable in object.variables where !(variable.value?.contains("\n") ?? false) {
        let key = variable.name
        let variable = variable.renamed(reference.prefix + key)
        variables.append(variable)
        if objects.isShared(key, of: object) { shared.insert(FactID(.key, variable.document, variable.address)) }
      }
    }
    let names = Set(own.map(\.name))
    variables = variables.filter { !names.contains($0.name) }
    environment = ContainerEnvironment(
      variables: variables + own.map { $0.value == nil ? single[$0.name] ?? $0 : $0 },
      isComplete: isComplete)
    self.shared = shared
  }
}

extension Variable {
  /// The same where its value cannot be known.
  var withoutValue: Variable {
    Variable(
      name: name, value: nil, address: address, document: document, nameRange: nameRange,
      valueRange: valueRange, range: range)
  }

  /// The same value under the name that a program knows it by; only the value can be changed where it is written.
  fileprivate func renamed(_ name: String) -> Variable {
    Variable(
      name: name, value: value,
      address: name == self.name ? address : address + [ConfigObjectWriter.renamed],
      document: document, nameRange: nameRange, valueRange: valueRange, range: range)
  }
}
