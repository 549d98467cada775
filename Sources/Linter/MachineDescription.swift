import Knowledge
import Syntax
import Wording

/// Machines as people describe them in flags and in `.ollama-lint.yaml`.
public enum MachineDescription {
  /// `24GiB`, `8 GB`, `8192MiB`, `30G`; plain digits are bytes. `G` alone and `GB` are taken as GiB, as
  /// memory is sold.
  public static func bytes(_ text: String) -> Int? {
    let compact = text.filter { $0 != " " && $0 != "_" }.lowercased()
    let number = compact.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let amount = GoValues.float(String(number)), amount >= 0, amount < 1e15 else { return nil }
    let shift: Double
    switch compact.dropFirst(number.count) {
    // `8` is gigabytes without their unit: no machine has as few bytes.
    case "" where amount > 0 && amount < 0x1p26: return nil
    case "": shift = 0
    case "k", "kb", "kib": shift = 10
    case "m", "mb", "mib": shift = 20
    case "g", "gb", "gib": shift = 30
    case "t", "tb", "tib": shift = 40
    default: return nil
    }
    var factor = 1.0
    for _ in 0..<Int(shift) { factor *= 2 }
    let bytes = amount * factor
    return bytes < 1e18 ? Int(bytes) : nil
  }

  /// The name of a GPU if only its memory is known.
  static let unnamed = "GPU"

  /// Why a description does not describe a machine, in words that follow its place.
  public struct Problem: Error, Sendable, Hashable {
    public let message: String
  }

  /// - Parameters:
  ///   - gpu: names as people write them, `2x RTX 3090`, `RTX 4090 + RTX 3060 12GB`, `none`; `nil` where
  ///     nobody said.
  ///   - vram: memory of all GPUs together, in bytes.
  ///   - held: memory of the first GPU that other programs hold, in bytes.
  ///   - cards: what is known of cards by their names.
  public static func machine(
    gpu: String?, vram: Int?, ram: Int?, held: Int = 0, os: Machine.OperatingSystem?, source: Machine.Source,
    cards: GPUCatalogue = .standard
  ) throws(Problem) -> Machine? {
    guard gpu != nil || vram != nil || ram != nil || os != nil else { return nil }
    if gpu?.lowercased() == "none", let vram, vram > 0 {
      throw Problem(message: "`none` is no GPU and has no memory; name the GPU, or remove the memory")
    }
    if gpu?.lowercased() == "none" || vram == 0 {
      return Machine(gpus: [], hasNoGPU: true, ramBytes: ram, operatingSystem: os, source: source)
    }
    guard let gpu else {
      let gpus = vram.map { [Machine.GPU(name: unnamed, vendor: nil, vramBytes: $0)] } ?? []
      return Machine(gpus: gpus, ramBytes: ram, operatingSystem: os, source: source, heldBytes: held)
    }
    let names = names(gpu)
    guard names.count <= 64 else { throw Problem(message: "more than 64 GPUs") }
    var gpus: [Machine.GPU] = []
    for name in names {
      // A Mac's GPU has the computer's memory.
      let size = vram.map { $0 / max(1, names.count) } ?? (vendor(of: name) == .apple ? ram : nil)
      gpus.append(try card(name, vramBytes: size, among: cards))
    }
    let shared = gpus.first.flatMap { $0.vendor == .apple ? $0.vramBytes : nil }
    return Machine(
      gpus: gpus, ramBytes: ram ?? shared, operatingSystem: os ?? (shared == nil ? nil : .macos),
      source: source,
      heldBytes: held)
  }

  /// `2x A + B` as A, A, B.
  private static func names(_ text: String) -> [String] {
    text.split { $0 == "+" || $0 == "," }.flatMap { part in
      let words = part.split(separator: " ").map(String.init)
      guard let first = words.first else { return [String]() }
      let digits = first.prefix { $0.isASCII && $0.isNumber }
      let rest = first.dropFirst(digits.count).lowercased()
      guard let count = Int(digits), (1...64).contains(count) else { return [words.joined(separator: " ")] }
      if rest == "x", words.count > 1 {
        return Array(repeating: words.dropFirst().joined(separator: " "), count: count)
      }
      if rest.isEmpty, words.count > 2, words[1].lowercased() == "x" {
        return Array(repeating: words.dropFirst(2).joined(separator: " "), count: count)
      }
      return [words.joined(separator: " ")]
    }
  }

  private static func card(_ name: String, vramBytes: Int?, among cards: GPUCatalogue) throws(Problem)
    -> Machine.GPU
  {
    switch cards.look(up: name, vramBytes: vramBytes) {
    case .card(let model): return Machine.GPU(model, vramBytes: vramBytes)
    case .severalSizes(let sizes):
      let shown = Wording.list(sizes.map { "\($0 >> 30)" }, "or")
      let example = "\(name) \((sizes.last ?? 0) >> 30)GB"
      throw Problem(message: "\(name) is sold with \(shown) GB; specify which, e.g. \"\(example)\"")
    case .unknown(let nearest):
      let size = vramBytes ?? GPUName(name).gibibytes.map { Int($0 * 1_073_741_824) }
      if let size { return Machine.GPU(name: name, vendor: vendor(of: name), vramBytes: size) }
      throw Problem(
        message: "unknown GPU \(name)"
          + (nearest.map { "; did you mean \($0)?" } ?? "; add its memory: --vram 8GiB, or vram in the configuration"))
    }
  }

  /// The maker, where the name leaves no doubt.
  static func vendor(of name: String) -> Machine.Vendor? {
    let words = Set(name.lowercased().words().map(String.init))
    if !words.isDisjoint(with: ["nvidia", "geforce", "rtx", "gtx", "quadro", "tesla"]) { return .nvidia }
    if !words.isDisjoint(with: ["amd", "radeon", "rx", "instinct", "ryzen"]) { return .amd }
    if !words.isDisjoint(with: ["intel", "arc", "iris"]) { return .intel }
    if !words.isDisjoint(with: ["apple", "metal"])
      || ["m1", "m2", "m3", "m4", "m5"].contains(where: { name.lowercased().hasPrefix($0) })
    {
      return .apple
    }
    return nil
  }
}
