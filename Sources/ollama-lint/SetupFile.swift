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
    var text =
      "# Run ollama-lint init to write these files again, ollama-lint init --check to see whether they have drifted.\n"
    if let machine = described {
      let ram = machine.ram.map { ", ram: \($0)" } ?? ""
      text += "machine: { gpu: \"\(machine.gpu)\"\(ram) }\n"
    }
    return text + (NodeSyntax.yaml.text(.mapping(whole)) ?? "")
  }

  /// The machine as the configuration writes it.
  private var described: (gpu: String, ram: String?)? {
    guard let machine else { return nil }
    let gpus = machine.gpus.map(\.name)
    let name = gpus.isEmpty ? "none" : (gpus.count > 1 ? "\(gpus.count)x " : "") + (gpus.first ?? "")
    return (name, machine.ramBytes.map { "\(($0 + (1 << 29)) >> 30)GiB" })
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
    guard let known else {
      var members = whole
      if let machine = described, isOtherMachine {
        let size = machine.ram.map { [NewValue.Member("ram", .string($0))] } ?? []
        members.insert(.init("machine", .mapping([.init("gpu", .string(machine.gpu))] + size)), at: 0)
      }
      let edits = NodeMerge(of: .mapping(members), as: .yaml).edits(in: SourceText(before))
      return edits.flatMap(EditList.init)?.applied(to: before) ?? before
    }
    let old = Self.members(known.completed, nil)
    var bytes = before
    func set(_ path: [PathStep], _ value: NewValue) {
      guard let (_, editor) = try? NodeSyntax.yaml.parse(SourceText(bytes)),
        let edits = editor.set(path, to: value)
      else { return }
      bytes = EditList(edits)?.applied(to: bytes) ?? bytes
    }
    for member in Self.members(asked, choice) where !old.contains(member) && member.comment == nil {
      set(["wanted", .key(member.key)], member.value)
    }
    if let machine = described, isOtherMachine {
      set(["machine", "gpu"], .string(machine.gpu))
      if let ram = machine.ram { set(["machine", "ram"], .string(ram)) }
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
