import Knowledge
import Syntax
import Vocabulary

/// The CPU that a domain shows its guest (https://libvirt.org/formatdomain.html#cpu-model-and-topology).
enum LibvirtCPU {
  static func read(into machine: inout Fact, _ domain: LibvirtDomain) {
    guard isX86(domain) else { return }
    let tree = domain.tree
    guard !takesItsOwnCommandLine(tree) else {
      machine.infer(.cpuHasAVX, nil)
      return
    }
    machine.infer(.cpuWanted, .text("host-passthrough"))
    guard let cpu = tree.element(at: "cpu") else {
      machine.write(.cpu, .text("qemu64"), at: domain.at(domain.name.range))
      machine.write(.cpuHasAVX, .flag(false), at: domain.at(domain.name.range))
      machine.infer(.cpuProblem, .default)
      return
    }
    let model = tree.child("model", of: cpu)
    switch cpu["mode"] ?? "custom" {
    case "host-passthrough", "host-model", "maximum":
      machine.write(.cpu, cpu["mode"].map(Value.text), at: domain.at(cpu.startTag))
      machine.write(.cpuHasAVX, .flag(true), at: domain.at(cpu.startTag))
    case "custom":
      guard let model else {
        machine.write(.cpu, .text("qemu64"), at: domain.at(cpu.startTag))
        machine.write(.cpuHasAVX, .flag(false), at: domain.at(cpu.startTag))
        machine.infer(.cpuProblem, .default)
        break
      }
      let name = LibvirtDomain.known(tree.text(of: model))
      machine.write(.cpu, name.map(Value.text), at: domain.at(model.range))
      let hasAVX = name.flatMap { GuestCPU.hasAVX($0) }
      machine.write(.cpuHasAVX, hasAVX.map(Value.flag), at: domain.at(model.range))
      if hasAVX == false { machine.infer(.cpuProblem, .model) }
    default: machine.write(.cpuHasAVX, nil, at: domain.at(cpu.startTag))
    }
    readFeatures(of: cpu, into: &machine, domain)
  }

  /// A feature that is asked for, or taken away, goes before what the model has.
  private static func readFeatures(of cpu: XMLTree.Element, into machine: inout Fact, _ domain: LibvirtDomain) {
    for feature in domain.tree.children("feature", of: cpu) where feature["name"] == "avx" {
      let isOff = ["disable", "forbid"].contains(feature["policy"] ?? "require")
      guard isOff || ["force", "require"].contains(feature["policy"] ?? "require") else { continue }
      machine.write(.cpuHasAVX, .flag(!isOff), at: domain.at(feature.range))
      machine.attributes[.cpuProblem] = nil
      guard isOff else { continue }
      machine.infer(.cpuProblem, .disabled)
      machine.write(.cpuFeature, .text("avx"), at: domain.at(feature.range))
    }
  }

  /// Features whose absence is meant here: those that a model server computes with.
  static func isVector(_ feature: XMLTree.Element) -> Bool {
    ["avx", "avx2", "fma", "f16c"].contains(feature["name"] ?? "")
      && ["disable", "forbid"].contains(feature["policy"] ?? "require")
  }

  /// A processor named behind libvirt's back, which takes the place of the one in `<cpu>`.
  private static func takesItsOwnCommandLine(_ tree: XMLTree) -> Bool {
    tree.children(of: tree.root).filter { $0.name.hasSuffix(":commandline") }.contains { commandLine in
      tree.children(of: commandLine).contains { $0["value"] == "-cpu" }
    }
  }

  /// Whether the guest is an x86 one; an architecture that is not written is the host's, and may be another.
  static func isX86(_ domain: LibvirtDomain) -> Bool {
    guard let type = domain.tree.element(at: "os", "type") else { return false }
    if let arch = type["arch"] { return arch == "x86_64" || arch == "i686" }
    let machine = type["machine"] ?? ""
    return machine == "pc" || machine == "q35" || machine.hasPrefix("pc-")
  }
}
