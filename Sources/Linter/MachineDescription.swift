import Knowledge

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

  /// - Parameter gpu: a name, `none`, or `nil` where nobody said.
  public static func machine(
    gpu: String?, vram: Int?, ram: Int?, os: Machine.OperatingSystem?, source: Machine.Source
  ) -> Machine? {
    guard gpu != nil || vram != nil || ram != nil || os != nil else { return nil }
    if gpu?.lowercased() == "none" || vram == 0 {
      return Machine(gpus: [], hasNoGPU: true, ramBytes: ram, operatingSystem: os, source: source)
    }
    guard gpu != nil || vram != nil else {
      return Machine(gpus: [], ramBytes: ram, operatingSystem: os, source: source)
    }
    let name = gpu ?? "a GPU"
    return Machine(
      gpus: [.init(name: name, vendor: gpu.flatMap { vendor(of: $0) }, vramBytes: vram)], ramBytes: ram,
      operatingSystem: os,
      source: source)
  }

  /// The maker, where the name leaves no doubt.
  static func vendor(of name: String) -> Machine.Vendor? {
    let words = Set(name.lowercased().split { !$0.isLetter }.map(String.init))
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
