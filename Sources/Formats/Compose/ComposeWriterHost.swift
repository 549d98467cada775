import Syntax

/// What a service takes of its host: ports, volumes and names.
extension ComposeWriter {
  /// Whether a file that may be merged with this one publishes the same port of a service, which would be published on
  /// both addresses if only one of them changed: "port is already allocated".
  func isPublishedElsewhere(_ index: Int, of service: Container) -> Bool {
    guard let items = node(["ports"], in: service.node)?.items, items.indices.contains(index) else {
      return false
    }
    return readings.repeatedPorts.contains(file.tree.resolve(items[index]).range)
  }

  /// A published port in its long form, by a key of its own, or in its short one.
  func setPort(
    _ index: Int, of service: Container, long key: String, _ value: NewValue,
    short rewriting: (String) -> String?
  ) -> [Edit]? {
    guard let (ports, path) = place(["ports"], in: service.node, of: service.name), let items = ports.items,
      items.indices.contains(index)
    else { return nil }
    let item = file.tree.resolve(items[index])
    if item.entries != nil { return editor.set(path + [.index(index), .key(key)], to: value) }
    guard let text = item.text, let new = rewriting(text) else { return nil }
    return editor.set(path + [.index(index)], to: .quoted(new))
  }

  /// A named volume on `directory`, declared at the top level as Compose requires.
  func addVolume(_ volume: String, _ directory: String, _ name: String, _ service: Node) -> [Edit]? {
    let item = NewValue.string("\(volume):\(directory)")
    // What takes the mounts of another file away is meant to.
    if node(["volumes"], in: service)?.tag?.hasSuffix("reset") == true { return nil }
    var edits: [Edit]?
    if let (volumes, path) = place(["volumes"], in: service, of: name), volumes.items != nil {
      edits = editor.append(item, to: path)
    } else {
      edits = editor.insert(key: "volumes", value: [item], into: path(name), after: nil)
    }
    guard var edits, let root = file.tree.root else { return nil }
    if let top = file.tree.value(of: "volumes", in: root), file.tree.value(of: volume, in: top) != nil {
      return edits
    }
    guard let declaration = editor.set([.key("volumes"), .key(volume)], to: .null) else { return nil }
    // At the end of the file both are in the same place, the service's own first.
    if edits.count == 1, declaration.count == 1, edits[0].range == declaration[0].range,
      edits[0].range.isEmpty
    {
      return [Edit(edits[0].range, edits[0].text + declaration[0].text)]
    }
    edits += declaration
    return EditList(edits) == nil ? nil : edits
  }

  /// A mount in its short form; a named volume is declared at the top.
  func setVolume(_ index: Int, to text: String, of service: Container) -> [Edit]? {
    guard let (volumes, path) = place(["volumes"], in: service.node, of: service.name),
      let items = volumes.items, items.indices.contains(index), file.tree.resolve(items[index]).scalar != nil,
      var edits = editor.set(path + [.index(index)], to: .string(text))
    else { return nil }
    let source = VolumeSpec.parts(text)?.source ?? ""
    guard source.first.map({ $0.isLetter || $0.isNumber }) == true, let root = file.tree.root else {
      return edits
    }
    if let top = file.tree.value(of: "volumes", in: root), file.tree.value(of: source, in: top) != nil {
      return edits
    }
    guard let declaration = editor.set([.key("volumes"), .key(source)], to: .null) else { return nil }
    edits += declaration
    return EditList(edits) == nil ? nil : edits
  }

  /// The entry that `host.docker.internal` needs on Linux, where a service that is sent there has none; `nil` where the service
  /// can have none: names are those of the container whose network it shares, and the engine refuses others
  /// (moby, runconfig/hostconfig.go: ErrConflictNetworkHosts).
  func hostEntry(for host: String, _ service: Container) -> [Edit]? {
    let mode = node(["network_mode"], in: service.node)?.text
    guard host == ContainerSpec.hostName, mode != "host" else { return [] }
    guard NetworkNamespace.hasOwnNames(mode: mode) else { return nil }
    let hosts = node(["extra_hosts"], in: service.node)
    let names =
      (hosts?.entries ?? []).compactMap(\.key.text)
      + (hosts?.items ?? []).compactMap { file.tree.resolve($0).text }
    guard !names.contains(where: { ContainerSpec.isEntry($0, of: host) }) else { return [] }
    return addHostGateway(service.name, service.node)
  }

  func addHostGateway(_ name: String, _ service: Node) -> [Edit]? {
    let entry = "host.docker.internal:host-gateway"
    if let (hosts, path) = place(["extra_hosts"], in: service, of: name) {
      if hosts.entries != nil {
        return editor.set(path + [.key("host.docker.internal")], to: .string("host-gateway"))
      }
      return editor.append(.quoted(entry), to: path)
    }
    return editor.insert(
      key: "extra_hosts", value: [.quoted(entry)], into: path(name), after: nil)
  }
}
