/// Which of the GPUs of a container a variable such as `CUDA_VISIBLE_DEVICES` selects.
///
/// CUDA numbers the devices that a container receives from 0 (NVIDIA Container Toolkit, "GPU Enumeration"), and so does ROCm the
/// render nodes (ROCm documentation, "Running ROCm Docker containers", "GPU isolation techniques").
public enum VisibleDevices {
  public struct Fault: Sendable, Hashable {
    /// Completes "selects a GPU that the container does not have: ...".
    public let text: String
    /// Whether it is another card than the one that was handed over, by its UUID.
    public let isOther: Bool
  }

  /// - Parameter devices: what the container is given: numbers, UUIDs or render nodes; empty where that is not known.
  public static func fault(of value: String, among devices: [String]) -> Fault? {
    let named = value.split(separator: ",").map { String($0.filter { $0 != " " }) }
    guard let first = devices.first, !named.isEmpty else { return nil }
    for name in named {
      if let index = Int(name), index >= devices.count {
        let what = devices.count == 1 ? "one GPU, numbered 0" : "\(devices.count) GPUs, numbered from 0"
        return Fault(text: "the container has \(what)", isOther: false)
      }
      if name.hasPrefix("GPU-"), devices.count == 1, named.count == 1, Int(first) != nil {
        return Fault(text: "the container only has GPU \(first) of the host", isOther: true)
      }
      if name.hasPrefix("GPU-"), devices.allSatisfy({ $0.hasPrefix("GPU-") }),
        !devices.contains(where: { $0.hasPrefix(name) || name.hasPrefix($0) })
      {
        return Fault(text: "the container has only \(devices.joined(separator: ", "))", isOther: false)
      }
    }
    return nil
  }

  /// Whether the numbers leave out a card before the last: `1`, `0,2`.
  ///
  /// CUDA counts the fastest card first unless CUDA_DEVICE_ORDER is PCI_BUS_ID; nvidia-smi counts by the bus (CUDA C++
  /// Programming Guide, "CUDA Environment Variables").
  public static func dependsOnOrder(_ value: String) -> Bool {
    let numbers = value.split(separator: ",").map { Int($0.filter { $0 != " " }) }
    guard !numbers.isEmpty, numbers.count <= 16 else { return false }
    let known = numbers.compactMap { $0 }.filter { $0 >= 0 }
    return known.count == numbers.count && Set(known) != Set(0..<known.count)
  }
}

extension OllamaVariable {
  /// What is wrong with a list of GPUs, as the driver that the variable is for reads it.
  func deviceProblem(_ value: String) -> ValueProblem? {
    let lower = value.lowercased()
    // A list as YAML or Python writes it; the driver stops at the bracket and sees no device.
    if let first = value.first, let last = value.last, "[({".contains(first), "])}".contains(last) {
      let inner = value.dropFirst().dropLast().filter { $0 != " " && $0 != "\"" && $0 != "'" }
      return ValueProblem(
        .unparsable, corrected: String(inner), expected: "GPU ids separated by commas, without brackets")
    }
    if name != "NVIDIA_VISIBLE_DEVICES", let meant = Self.meantDevices(lower) {
      return ValueProblem(
        .unparsable, corrected: meant.isEmpty ? nil : meant, expected: "numbers or UUIDs, separated by commas"
      )
    }
    let turnsOff =
      name == "NVIDIA_VISIBLE_DEVICES"
      ? ["none", "void", ""].contains(lower)
      : name == "CUDA_VISIBLE_DEVICES" ? ["-1", "", "none"].contains(lower) : lower == "-1"
    return turnsOff ? ValueProblem(.disablesGPU, expected: "GPU ids, or no value") : nil
  }

  /// The numbers of `cuda:0`, `gpu1`, `0;1`; nothing for `all`; `nil` for any other text.
  private static func meantDevices(_ lower: String) -> String? {
    if lower == "all" { return "" }
    let separators: Set<Character> = lower.contains(",") ? [","] : [";", "|", " "]
    let parts = lower.split(whereSeparator: separators.contains)
    guard !parts.isEmpty, parts.count <= 16 else { return nil }
    let numbers = parts.compactMap { part -> String? in
      let number = part.drop { !$0.isNumber }
      let mark = part.prefix(part.count - number.count)
      guard !number.isEmpty, number.allSatisfy(\.isNumber),
        ["", "cuda:", "cuda", "gpu", "gpu:"].contains(mark)
      else { return nil }
      return String(number)
    }
    let meant = numbers.joined(separator: ",")
    return numbers.count == parts.count && meant != lower.filter { $0 != " " } ? meant : nil
  }
}
