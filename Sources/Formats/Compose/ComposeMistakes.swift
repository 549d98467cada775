import Syntax
import Vocabulary

/// What keeps Compose from starting a file's containers, or makes something else of their commands than is written.
///
/// Sources: compose-spec `schema/compose-spec.json` (service: additionalProperties false), 07-volumes.md, 05-services.md
/// (depends_on), 12-interpolation.md; docker/cli `cli/compose/schema/data/config_schema_v3.13.json` (stack files).
struct ComposeMistakes {
  let relations: ComposeRelations
  var project: ComposeProject { relations.project }
  var workspace: any Workspace { relations.workspace }
  var file: ComposeFile { project.file }

  init(among relations: ComposeRelations) { self.relations = relations }

  var facts: [Fact] {
    guard file.id.embedding.isEmpty, !file.id.isDocumentation else { return [] }
    let nested = ComposeNested(self)
    let own = file.services.flatMap { entry -> [Fact] in
      guard let name = entry.key.text else { return [] }
      let service = file.tree.resolve(entry.value)
      return unknownKeys(name, service) + dollars(name, entry.value) + swarm(name, service)
        + environmentItems(name, service) + twoNetworks(name, service)
        + ComposeForms(self).facts(name, service) + nested.facts(name)
    }
    return own + outside() + undefined() + undeclared() + connections()
      + ComposeProfiles(among: relations).facts
      + ComposePorts(among: relations).facts + twice() + ComposeInternal(among: relations).facts
  }

  func fact(
    _ address: [String], _ name: String, _ problem: ValueFault, _ consequence: String? = nil,
    counterpart: String? = nil, replacement: String? = nil, corrected: String? = nil, at range: TextRange
  ) -> Fact {
    SettingFact.make(
      address, name: name, kind: "compose", format: "Compose", problem: problem, consequence: consequence,
      counterpart: counterpart, replacement: replacement, corrected: corrected, at: file.at(range))
  }

  // MARK: Keys

  /// A key that a mapping has twice: Compose refuses the file ("mapping key already defined", go-yaml `decode.go`).
  private func twice() -> [Fact] {
    file.tree.duplicateKeys.prefix(16).map { duplicate in
      SettingFact.make(
        ["twice", String(duplicate.key.start)], name: duplicate.name,
        value: String(file.tree.firstLine(of: duplicate)), kind: "twice", format: "Compose", problem: .several,
        at: file.at(duplicate.key))
    }
  }

  /// `restart_policy` with `condition` and `delay` below it, which only `deploy` has.
  private static func policy(_ entry: Node.Entry) -> String? {
    entry.key.text == "restart_policy" && entry.value.entries != nil ? "deploy.restart_policy" : nil
  }

  /// The key that an unknown one was probably meant to be.
  static func meant(by key: String) -> String? { meant[key] ?? Nearest.match(key, among: known) }

  /// The same for a key of a service; `nil` for one that Compose knows.
  static func meant(by entry: Node.Entry) -> String? {
    // Requests for GPUs under such names have a rule of their own.
    guard let key = entry.key.text, !known.contains(key), !key.hasPrefix("x-"), key != "<<", key != "gpu",
      key != "device"
    else { return nil }
    return inDeploy[key] ?? policy(entry) ?? meant(by: key)
  }

  private func unknownKeys(_ name: String, _ service: Node) -> [Fact] {
    (service.entries ?? []).compactMap { entry in
      guard let key = entry.key.text, let meant = Self.meant(by: entry) else { return nil }
      let isFree = service.entries?.contains { $0.key.text == meant } == false && !meant.hasPrefix("deploy.")
      return fact(
        ["services", name, "key", key], key, .unknownKey, replacement: meant,
        corrected: isFree ? meant : nil, at: entry.key.range)
    }
  }

  /// `network_mode` next to `networks`, which Compose rejects (compose-go `loader/validate.go`).
  private func twoNetworks(_ name: String, _ service: Node) -> [Fact] {
    guard let mode = file.tree.value(of: "network_mode", in: service).map(file.tree.resolve),
      mode.text != nil,
      let networks = file.tree.value(of: "networks", in: service).map(file.tree.resolve),
      networks.tag?.hasSuffix("reset") != true, (networks.items?.count ?? networks.entries?.count ?? 0) > 0
    else { return [] }
    // What a profile leaves out is not checked (compose-go `loader/loader.go`, WithProfiles in front of checkConsistency).
    guard file.tree.value(of: "profiles", in: service) == nil else { return [] }
    return [
      fact(["services", name, "two-networks"], name, .conflict, mode.text ?? "", at: mode.range)
    ]
  }

  // MARK: References

  private func undefined() -> [Fact] {
    // Other files of the folder may be merged with it on the command line, and an including file brings its own.
    guard project.includer == nil, !project.isMergedElsewhere else { return [] }
    // Lines of `include:` that are switched off show the same: the file is a part of something larger.
    guard !ComposeIncludes.isNamedInComment(file.id.path, in: workspace),
      !ComposeFragments.isOne(file, in: workspace)
    else { return [] }
    let includes = file.tree.root.flatMap { file.tree.value(of: "include", in: $0) } != nil
    let names = Set(relations.services.map(\.name))
    let volumes = Set(([file] + project.overrides).flatMap(ComposeNames.volumes))
    let used = Set(project.services.flatMap { $0.items("volumes").compactMap(Self.named) })
    let unused = volumes.subtracting(used).sorted()
    // Only a name that is missing is worth reading the whole folder.
    func elsewhere(_ names: KeyPath<ComposeNames, Set<String>>, _ name: String) -> Bool {
      ComposeNames.mayDefine(name, names, beside: file, in: workspace)
    }
    var facts: [Fact] = []
    var told: Set<String> = []
    // A service of a profile that is not asked for is left out before the references are checked (compose-go `loader/loader.go`,
    // WithProfiles in front of checkConsistency).
    for service in project.services where service.items("profiles").isEmpty {
      for dependency in service.values("depends_on") where !includes && dependency.layer.file.id == file.id {
        let found =
          dependency.node.items != nil
          ? dependency.items().compactMap { item in item.text.map { ($0, item.range) } }
          : dependency.entries().filter { $0.value.value("required")?.flag != false }.compactMap { entry in
            entry.key.text.map { ($0, file.at(entry.key.range)) }
          }
        for (name, range) in found
        where !names.contains(name) && range.document == file.id && !elsewhere(\.services, name) {
          facts.append(
            fact(
              ["services", service.name, "depends_on", name], name, .undefined,
              "\(service.name) depends on the service \(name), which is not defined", at: range.range))
        }
      }
      guard !includes else { continue }
      for item in service.items("volumes") where item.layer.file.id == file.id {
        guard let volume = Self.named(item), !volumes.contains(volume), !elsewhere(\.volumes, volume),
          told.insert(volume).inserted
        else { continue }
        // Another volume would be empty, and what is in the one that was meant would seem to be gone.
        let meant = unused.first { $0.hasPrefix(volume) || volume.hasPrefix($0) } ?? Nearest.match(volume, among: unused)
        facts.append(
          fact(
            ["volumes", volume], volume, .undefined,
            item.isSwitch
              ? "\(service.name) uses the volume \(volume) unless a variable is set, and volumes does not declare it"
              : "\(service.name) uses the volume \(volume), which is not declared under volumes",
            counterpart: meant, corrected: meant == nil ? volume : nil,
            at: item.range.range))
      }
    }
    return facts
  }

  /// The named volume of a mount; `nil` for a path, and where it is not known.
  private static func named(_ item: ComposeService.Found) -> String? {
    if item.node.entries != nil {
      guard item.value("type")?.text == "volume", let source = item.value("source")?.raw,
        !source.contains("$")
      else {
        return nil
      }
      return source
    }
    // What a variable stands for that nothing sets is its default.
    guard let text = item.text, text == item.raw || item.raw?.hasPrefix("${") == true, text.contains(":"),
      let source = text.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init),
      let first = source.first, first.isLetter || first.isNumber, source.count > 1,
      source.allSatisfy({ $0.isLetter || $0.isNumber || "._-".contains($0) })
    else { return nil }
    return source
  }

  // MARK: Swarm

  private func swarm(_ name: String, _ service: Node) -> [Fact] {
    func value(_ keys: [String]) -> Node? { file.tree.value(at: keys, in: service) }
    let reserved = value(["deploy", "resources", "reservations", "devices"]).map {
      ("docker stack deploy does not support devices under reservations", $0)
    }
    // docker/cli `cli/compose/schema/data/config_schema_v3.13.json` has neither; `devices` is among `UnsupportedProperties`.
    let refused = ["gpus", "runtime"].lazy.compactMap { key in
      value([key]).map { ("docker stack deploy rejects \(key)", $0) }
    }.first
    let ignored = value(["devices"]).map { ("docker stack deploy ignores devices", $0) }
    guard let (reason, devices) = reserved ?? refused ?? ignored else { return [] }
    guard ComposeSwarm.starts(service, in: file) else { return [] }
    return [
      fact(
        ["services", name, "swarm"], name, .swarm,
        reason, at: devices.range)
    ]
  }
}
