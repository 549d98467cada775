import Syntax

/// What a `docker run` line asks for in GPUs.
struct DockerRunGPU {
  /// `none`, `all`, `some`; `nil` where only the running shell knows.
  private(set) var access: String? = "none"
  private(set) var vendor: String?
  /// Why the engine refuses or ignores the request: completes "the GPU request ...".
  private(set) var problem: String?
  /// The request as it should be written.
  private(set) var corrected: String?
  /// The devices that are handed over, as ``Attribute/gpuDevices`` lists them; `nil` for all, or where not known.
  private(set) var devices: [String]?
  private(set) var range: TextRange

  init(_ run: DockerRun) {
    range = run.range
    for option in run.options {
      switch option.name {
      case "--gpus": gpus(option)
      case "--runtime" where option.value?.hasPrefix("nvidia") == true: grant("all", "nvidia", option)
      case "--device": device(option)
      default: break
      }
    }
    // Which of the host's devices there are is not known.
    if let option = run.options.last(where: { $0.name == "--privileged" }) { grant(nil, nil, option) }
    if access == "none", let stray = run.arguments.first(where: { $0.text?.hasPrefix("--gpus") == true }) {
      problem = "comes after the image, so it is passed to Ollama instead of the container engine"
      range = stray.range
    }
    if access == "none", run.hasUnknownOptions { access = nil }
  }

  private mutating func grant(_ access: String?, _ vendor: String?, _ option: DockerRun.Option) {
    guard self.access == "none" else { return }
    self.access = access
    self.vendor = vendor
    range = option.valueRange
  }

  private mutating func gpus(_ option: DockerRun.Option) {
    guard let value = option.value else { return grant(nil, nil, option) }
    if value == "0" { return }
    if value.hasPrefix("-") {
      problem = "has no value, so Docker takes \(value) for it; write --gpus all"
      range = option.words.first?.range ?? option.valueRange
      return
    }
    if access == "none" { devices = Self.devices(value) }
    grant(value == "all" ? "all" : "some", "nvidia", option)
    guard value.contains(","), !value.contains("\""), Self.hasListValue(value) else { return }
    problem = "has a comma that Docker reads as the end of the value; it needs quotes inside the quotes"
    corrected = "'\"\(value)\"'"
    range = option.valueRange
  }

  /// `"device=0,2"`, `device=1`, `2`.
  private static func devices(_ value: String) -> [String]? {
    let plain = value.filter { $0 != "\"" && $0 != "'" }
    if let count = Int(plain) { return (1...16).contains(count) ? (0..<count).map(String.init) : nil }
    guard plain.hasPrefix("device=") else { return nil }
    let ids = plain.dropFirst(7).split(separator: ",").map(String.init)
    return ids.isEmpty || ids.contains { $0.contains("=") } ? nil : ids
  }

  /// `device=0,1` holds a list; in `all,capabilities=utility` the comma separates fields, as Docker takes it.
  private static func hasListValue(_ value: String) -> Bool {
    value.split(separator: ",").dropFirst().contains { !$0.contains("=") }
  }

  private mutating func device(_ option: DockerRun.Option) {
    guard let value = option.value else { return grant(nil, nil, option) }
    if let device = GPUDevice(value) { grant(device.access, device.vendor, option) }
  }
}
