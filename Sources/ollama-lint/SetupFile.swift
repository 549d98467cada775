import Generator
import Knowledge
import Linter
import Syntax

/// The request as the project's configuration keeps it, so that the same files can be made again.
struct SetupFile {
  let asked: ProjectConfiguration.Wanted
  /// As the configuration has it; `nil` where it says nothing.
  let known: ProjectConfiguration.Wanted?
  /// Where somebody described it; what is detected is detected again.
  let machine: Machine?
  let choice: ModelChoice
  /// Whether the configuration has no machine, or another one than was described this time.
  let isOtherMachine: Bool

  /// A configuration that says all of it.
  var text: String {
    let text =
      "# Regenerate with `ollama-lint init`; check for changes with `ollama-lint init --check`.\n"
    var members = whole
    if !described.isEmpty { members.insert(.init("machine", .mapping(described)), at: 0) }
    return text + (NodeSyntax.yaml.text(.mapping(members)) ?? "")
  }

  /// The machine as the configuration writes it.
  private var described: [NewValue.Member] {
    guard let machine else { return [] }
    return MachineSettings(machine).all.compactMap { key, value in value.map { .init(key, .string($0)) } }
  }

  /// What a configuration without a request is to say.
  private var whole: [NewValue.Member] {
    let wanted = NewValue.Member("wanted", .mapping(Self.members(asked, choice)))
    guard choice.exceedsGPU else { return [wanted] }
    let rules = ["memory/model-exceeds-vram", "memory/context-exceeds-vram"].map(NewValue.string)
    let why = "\(choice.agent.base) is larger than the GPU; it was chosen anyway."
    return [.init("ignore", .list(rules, flow: true), comment: why), wanted]
  }

  /// A configuration that is there, with what it does not say of the request, or says otherwise; the same where it has no
  /// place for that.
  func text(over before: [UInt8]) -> [UInt8] {
    var bytes = before
    func set(_ path: [PathStep], _ value: NewValue) {
      guard let (_, editor) = try? NodeSyntax.yaml.parse(SourceText(bytes)),
        let edits = editor.set(path, to: value)
      else { return }
      bytes = EditList(edits)?.applied(to: bytes) ?? bytes
    }
    if let known {
      let old = Self.members(known.completed, nil)
      for member in Self.members(asked, choice) where !old.contains(member) && member.comment == nil {
        set(["wanted", .key(member.key)], member.value)
      }
    } else {
      let edits = NodeMerge(of: .mapping(whole), as: .yaml).edits(in: SourceText(bytes))
      bytes = edits.flatMap(EditList.init)?.applied(to: bytes) ?? bytes
    }
    guard let machine, isOtherMachine else { return bytes }
    for member in described { set(["machine", .key(member.key)], member.value) }
    // What was said of another machine, and is not of this one.
    for (key, value) in MachineSettings(machine).all where value == nil {
      guard let (nodes, editor) = try? NodeSyntax.yaml.parse(SourceText(bytes)),
        nodes.node(at: ["machine", .key(key)]) != nil, let edits = editor.remove(["machine", .key(key)])
      else { continue }
      bytes = EditList(edits)?.applied(to: bytes) ?? bytes
    }
    return bytes
  }

  /// - Parameter choice: what the request came to, where it is written for the first time.
  private static func members(_ wanted: ProjectConfiguration.Wanted, _ choice: ModelChoice?) -> [NewValue
    .Member]
  {
    var members: [NewValue.Member] = [
      .init("topology", .string(wanted.topology)),
      .init("harnesses", .list(wanted.harnesses.map(NewValue.string), flow: true)),
      .init("prefer", .string(wanted.prefer ?? "speed")),
    ]
    if let context = wanted.context { members.append(.init("context", .integer(context))) }
    if let model = wanted.model { members.append(.init("model", .string(model))) }
    if wanted.vision { members.append(.init("vision", .boolean(true))) }
    if wanted.offlineOnly { members.append(.init("offline-only", .boolean(true))) }
    if choice?.remote != nil {
      members.append(
        .init(
          "remote", .boolean(true), comment: "Prompts and code leave this machine when someone selects it."))
    }
    if !wanted.remote { members.append(.init("remote", .boolean(false))) }
    return members
  }
}

extension ProjectConfiguration.Wanted {
  /// With what is taken where nothing is said.
  var completed: Self {
    var wanted = self
    if wanted.topology.isEmpty { wanted.topology = "docker" }
    if wanted.harnesses.isEmpty { wanted.harnesses = ["opencode"] }
    return wanted
  }
}
