import Syntax
import Vocabulary

/// A size of virtual machines as a cloud calls it, which says whether it has a GPU: `t3.large`, `s-4vcpu-8gb`.
///
/// Sources: DigitalOcean, "Droplet Features" (GPU Droplets are `gpu-*`); AWS, "Amazon EC2 Instance types" (G and P);
/// Google Cloud, "Machine families" (E2 and N2 take no GPU); Azure, "Sizes for virtual machines" (N series); Hetzner Cloud
/// (CX, CPX, CCX and CAX).
struct CloudInstance: Sendable, Equatable {
  let name: String
  let gpu: GPUAccess
  var processors: Int?

  /// The first that a text names.
  ///
  /// - Parameter words: its letters and digits, in lower case.
  static func first(in words: [Substring]) -> CloudInstance? {
    words.indices.lazy.compactMap { at(words[$0...]) }.first
  }

  private static func at(_ words: ArraySlice<Substring>) -> CloudInstance? {
    guard let first = words.first else { return nil }
    let second = words.dropFirst().first ?? ""
    let third = words.dropFirst(2).first ?? ""
    if ["s", "c", "m", "g", "gd", "so"].contains(first), second.hasSuffix("vcpu"), third.hasSuffix("gb") {
      return CloudInstance(
        name: "\(first)-\(second)-\(third)", gpu: .noGPU, processors: Int(second.dropLast("vcpu".count)))
    }
    if let processors = amazonSizes[second], first.count <= 5, first.contains(where: \.isNumber) {
      let family = first.prefix { $0.isLetter }
      if ["t", "m", "c", "r"].contains(family) {
        return CloudInstance(name: "\(first).\(second)", gpu: .noGPU, processors: processors)
      }
      if ["g", "p"].contains(family) { return CloudInstance(name: "\(first).\(second)", gpu: .someGPUs) }
    }
    if first == "e2" || first == "n2" || first == "n2d", ["standard", "highmem", "highcpu"].contains(second) {
      return CloudInstance(name: "\(first)-\(second)-\(third)", gpu: .noGPU, processors: Int(third))
    }
    if ["a2", "a3", "g2"].contains(first), ["standard", "highgpu", "ultragpu", "megagpu"].contains(second) {
      return CloudInstance(name: "\(first)-\(second)-\(third)", gpu: .someGPUs)
    }
    if first == "standard", let series = second.first, second.dropFirst().first?.isNumber == true {
      if series == "n" { return CloudInstance(name: "Standard_\(second)", gpu: .someGPUs) }
      if "bdef".contains(series) {
        return CloudInstance(
          name: "Standard_\(second.uppercased())", gpu: .noGPU,
          processors: Int(second.dropFirst().prefix { $0.isNumber }))
      }
    }
    if first == "standard", second.hasPrefix("nc") || second.hasPrefix("nd") || second.hasPrefix("nv") {
      return CloudInstance(name: "Standard_\(second)", gpu: .someGPUs)
    }
    let number = first.drop { $0.isLetter }
    if ["cx", "cpx", "ccx", "cax"].contains(first.prefix { $0.isLetter }), number.count == 2,
      number.allSatisfy(\.isNumber)
    {
      return CloudInstance(name: String(first), gpu: .noGPU)
    }
    return nil
  }

  private static let amazonSizes: [Substring: Int] = [
    "micro": 2, "small": 2, "medium": 2, "large": 2, "xlarge": 4, "2xlarge": 8, "4xlarge": 16, "8xlarge": 32,
    "12xlarge": 48, "16xlarge": 64, "24xlarge": 96,
  ]

  // MARK: Nodes of a cluster

  /// The first size that the Terraform files of the repository choose; `nil` where one of them has a GPU, or may have.
  static func ofNodes(in workspace: any Workspace) -> (machine: HostHardware.Machine, place: SourceRange)? {
    let all = WorkspaceWalk.gathered(
      "the sizes of machines in Terraform", in: workspace, among: { $0.hasSuffix(".tf", ".tfvars") },
      upTo: 1 << 16
    ) { path, source in chosen(in: source, of: DocumentID(path)) }
    guard let first = all.first, all.allSatisfy({ $0.instance.gpu == .noGPU }) else { return nil }
    return (
      .init(name: "\(first.instance.name) machines", processors: first.instance.processors), first.place
    )
  }

  private struct Choice: Sendable, Equatable {
    let instance: CloudInstance
    let place: SourceRange
  }

  private static func chosen(in source: SourceText, of document: DocumentID) -> [Choice] {
    var start = 0
    var found: [Choice] = []
    for line in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      defer { start += line.count + 1 }
      guard found.count < 64, line.contains(0x22) else { continue }
      let text = String(decoding: line, as: UTF8.self).lowercased()
      let place = SourceRange(document, TextRange(start, start + line.count))
      if ["nvidia", "accelerator", "gpu"].contains(where: { text.contains($0) }) {
        found.append(Choice(instance: CloudInstance(name: "", gpu: .someGPUs), place: place))
      } else if !text.contains("db."), !text.contains("cache."),
        let instance = first(in: text.words(withDigits: true))
      {
        found.append(Choice(instance: instance, place: place))
      }
    }
    return found
  }
}
