import Syntax
import Vocabulary

/// The NVIDIA device files that a container receives.
///
/// CUDA opens `/dev/nvidia0`, `/dev/nvidiactl` and `/dev/nvidia-uvm`; `nvidia-smi` does without the last one, which
/// is why its absence is so seldom found.
struct ContainerDevices {
  enum Style: String {
    case device, mount
    case mountDenied = "mount-denied"
  }

  private let file: SettingsFile
  /// Entries by the name under `/dev` that they pass.
  private let passed: [String: SettingsFile.Entry]

  init(_ file: SettingsFile) {
    self.file = file
    var passed: [String: SettingsFile.Entry] = [:]
    for entry in file.entries {
      guard let path = Self.path(entry), path.hasPrefix("/dev/") else { continue }
      passed[String(path.dropFirst(5))] = entry
    }
    self.passed = passed
  }

  /// The entry that passes a card: `/dev/nvidia0`.
  var card: SettingsFile.Entry? {
    passed.filter { Self.isCard($0.key) }.min { $0.key < $1.key }?.value
  }

  /// The entry that passes a card by a device file that only one maker's driver has, and whose it is.
  var owned: (entry: SettingsFile.Entry, vendor: PassedGPU)? {
    if let card { return (card, .nvidia) }
    // The render node next to it is the card that /dev/kfd computes on.
    return passed["kfd"].flatMap { kfd in
      passed.filter { $0.key == "dri" || $0.key.hasPrefix("dri/renderD") }.min { $0.key < $1.key }?.value ?? kfd
    }.map { ($0, .amd) }
  }

  /// What CUDA needs besides and is not given.
  var missing: [String] {
    guard card != nil, !isLeftToHook else { return [] }
    return ["nvidiactl", "nvidia-uvm"].filter { passed[$0] == nil }
  }

  /// The last entry that passes one of the driver's files in the style of the card's.
  var last: SettingsFile.Entry? {
    guard let card else { return nil }
    return passed.filter {
      $0.key.hasPrefix("nvidia") && Self.isDevice($0.value.key) == Self.isDevice(card.key)
    }
    .values.max { $0.range < $1.range }
  }

  var style: Style {
    if let card, Self.isDevice(card.key) { return .device }
    let needsOther = missing.contains("nvidia-uvm")
    let isAllowed = file.entries.contains { entry in
      guard entry.key == "lxc.cgroup2.devices.allow" || entry.key == "lxc.cgroup.devices.allow" else {
        return false
      }
      guard let major = Self.major(entry.value) else { return false }
      return major == "*" || (needsOther ? Self.isChanging(major) : major == "195")
    }
    return isAllowed ? .mount : .mountDenied
  }

  /// The library's own hook, or a file that is read in, may bring the rest.
  private var isLeftToHook: Bool {
    file.entries.contains { entry in
      entry.key.hasPrefix("lxc.hook") || (entry.key == "lxc.include" && entry.value.contains("nvidia"))
        || (entry.key == "lxc.environment" && entry.value.hasPrefix("NVIDIA_"))
        || (Self.path(entry).map { $0 == "/dev" || $0 == "/dev/" } ?? false)
    }
  }

  /// Whether the line allows nvidia-uvm by the number that the kernel gave it at one boot.
  func allowsByChangingNumber(_ entry: SettingsFile.Entry) -> Bool {
    guard let uvm = passed["nvidia-uvm"], !Self.isDevice(uvm.key), let major = Self.major(entry.value) else {
      return false
    }
    return Self.isChanging(major)
  }

  static func isDevice(_ key: String) -> Bool {
    key.hasPrefix("dev") && !key.dropFirst(3).isEmpty && key.dropFirst(3).allSatisfy(\.isNumber)
  }

  /// `dev0: /dev/nvidia0,gid=44`, `lxc.mount.entry: /dev/nvidia0 dev/nvidia0 none bind,create=file`.
  static func path(_ entry: SettingsFile.Entry) -> String? {
    if isDevice(entry.key) { return ProxmoxMachine.first(entry.value, called: "path") }
    guard entry.key == "lxc.mount.entry" else { return nil }
    return entry.value.split(separator: " ").first.map(String.init)
  }

  private static func isCard(_ name: String) -> Bool {
    name.hasPrefix("nvidia") && !name.dropFirst(6).isEmpty && name.dropFirst(6).allSatisfy(\.isNumber)
  }

  /// The major number of `c 195:* rwm`; `*` also for `a`, which allows everything.
  private static func major(_ rule: String) -> Substring? {
    let words = rule.split(separator: " ")
    if words.first == "a" { return "*" }
    guard words.first == "c", words.count > 1 else { return nil }
    return words[1].split(separator: ":").first
  }

  /// The same rule with decimal numbers, where its major is the hexadecimal one that `stat -c %t` prints: `c e2:* rwm`.
  static func decimal(_ rule: String) -> String? {
    guard let major = major(rule), major.contains(where: { "abcdefABCDEF".contains($0) }), let number = Int(major, radix: 16),
      let found = rule.firstRange(ofBytes: String(major))
    else { return nil }
    return rule[..<found.lowerBound] + String(number) + rule[found.upperBound...]
  }

  /// Numbers that the kernel hands out as drivers come (Documentation/admin-guide/devices.txt).
  private static func isChanging(_ major: Substring) -> Bool {
    guard let number = Int(major) else { return false }
    return (234...254).contains(number) || (384...511).contains(number)
  }
}
