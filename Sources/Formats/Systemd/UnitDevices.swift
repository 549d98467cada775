import Syntax
import Vocabulary

/// The settings of a unit that take the GPU from a program on the host.
///
/// `PrivateDevices=yes` gives the service a `/dev` without any card. One `DeviceAllow=` is enough to refuse
/// every device that none names, and `DevicePolicy=` does so by itself (`man systemd.exec`,
/// `man systemd.resource-control`).
enum UnitDevices {
  /// - Parameter program: the server, where it is not Ollama.
  static func facts(_ unit: Unit, of server: FactID, program: String? = nil) -> [Fact] {
    hidden(unit, server).map { fact in
      var fact = fact
      if let program { fact.infer(.counterpart, .text(program)) }
      return fact
    }
  }

  private static func hidden(_ unit: Unit, _ server: FactID) -> [Fact] {
    if let hidden = unit.value("PrivateDevices", in: "Service"), hidden.flag == true {
      return [fact(hidden, server, consequence: "the service's /dev has no GPU")]
    }
    let allowed = unit.values("DeviceAllow", in: "Service")
    guard !allowed.contains(where: { namesGPU($0) }) else { return onlyBesides(allowed, server) }
    if let last = allowed.last {
      return [fact(last, server, consequence: "devices not listed in DeviceAllow are blocked")]
    }
    guard let policy = unit.value("DevicePolicy", in: "Service"),
      let word = policy.text, word == "closed" || word == "strict"
    else { return [] }
    return [fact(policy, server, consequence: "no DeviceAllow lists a GPU")]
  }

  /// NVIDIA's devices next to the cards, without a card.
  ///
  /// A group of `/proc/devices` allows its whole major number. Current drivers have `nvidia` and `nvidiactl` under the same one,
  /// older ones list it as `nvidia-frontend` alone (systemd `bpf-devices.c`; NVIDIA `kernel-open/nvidia/nv.c`).
  private static func onlyBesides(_ allowed: [Unit.Found], _ server: FactID) -> [Fact] {
    let names = allowed.map { $0.text.flatMap { $0.lowercased().split(separator: " ").first.map(String.init) } ?? "*" }
    let gpus = names.filter { name in
      signs.contains { name.contains($0) } || name.hasPrefix("char-") && name.dropFirst(5).allSatisfy(\.isNumber)
    }
    guard let last = allowed.last, gpus.allSatisfy(besideCards.contains) else { return [] }
    let isOfOldDrivers = gpus.contains("char-nvidiactl")
    var fact = fact(
      last, server,
      consequence: isOfOldDrivers
        ? "older NVIDIA drivers list the GPU as nvidia-frontend, which no DeviceAllow allows"
        : "no DeviceAllow allows the GPU itself, /dev/nvidia0")
    if isOfOldDrivers { fact.write(.problem, .outdated, at: last.at) }
    return [fact]
  }

  /// Device nodes and the groups of them in `/proc/devices` that a GPU needs; what is not known may be one.
  private static func namesGPU(_ found: Unit.Found) -> Bool {
    guard let text = found.text?.lowercased() else { return true }
    // A group of devices may be given by its number.
    if let name = text.split(separator: " ").first, name.hasPrefix("char-"), name.dropFirst(5).allSatisfy(\.isNumber) { return true }
    return signs.contains { text.contains($0) }
  }

  private static func fact(_ found: Unit.Found, _ server: FactID, consequence: String) -> Fact {
    let entry = found.entry
    var fact = Fact(
      FactID(.key, found.layer.id, ["Service", entry.key]), at: found.layer.at(entry.range),
      related: [.owner: server, .server: server])
    fact.write(.name, .text(entry.key), at: found.layer.at(entry.keyRange))
    fact.infer(.kind, .text("setting"))
    fact.infer(.format, .text("systemd"))
    fact.write(.value, found.text.map(Value.text), at: found.at)
    fact.write(.problem, .disablesGpu, at: found.at)
    fact.infer(.consequence, .text(consequence))
    return fact
  }
}
