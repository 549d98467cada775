import Platform
import Syntax

/// Finds out what this computer has, from what its kernel and drivers say.
///
/// Cheap sources come first; `nvidia-smi` runs only where the driver's own files leave open how much memory
/// a card has.
public struct MachineDetection {
  /// What `/proc` and `/sys` lie under; another directory in tests.
  private let root: String
  /// `PATH`, where `nvidia-smi` is looked for.
  private let path: String
  /// Seconds that a program may take to answer.
  private let patience: Int
  private let cards: GPUCatalogue

  /// - Parameter cards: what is known of cards by their names.
  public init(cards: GPUCatalogue = .standard) {
    self.init(root: "", path: getenv("PATH").map { String(cString: $0) } ?? "", patience: 3, cards: cards)
  }

  init(root: String, path: String, patience: Int, cards: GPUCatalogue = .standard) {
    self.cards = cards
    self.root = root
    self.path = path
    self.patience = patience
  }

  /// - Returns: always a machine; without a GPU that was found it says that there is none.
  public func detect() -> Machine {
    #if canImport(Darwin)
      return mac()
    #else
      let gpus = nvidia() + amd() + intel()
      return Machine(
        gpus: gpus, hasNoGPU: gpus.isEmpty, ramBytes: memory(), operatingSystem: .linux, source: .detected)
    #endif
  }

  // MARK: Memory

  /// RAM in bytes, or what the control group of this process may use of it.
  func memory() -> Int? {
    let line = text("/proc/meminfo")?.split(separator: "\n").first { $0.hasPrefix("MemTotal:") }
    let total = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
      .flatMap { $0 < 1 << 50 ? $0 * 1024 : nil }
    let limits = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
      .compactMap { text($0).flatMap { Int($0.trimmed) } }
    return ([total].compactMap { $0 } + limits.filter { $0 > 0 && $0 < total ?? .max }).min()
  }

  // MARK: NVIDIA

  private func nvidia() -> [Machine.GPU] {
    let names = entries("/proc/driver/nvidia/gpus").compactMap { bus -> String? in
      let lines = text("/proc/driver/nvidia/gpus/\(bus)/information")?.split(separator: "\n") ?? []
      return lines.first { $0.hasPrefix("Model:") }.map { $0.dropFirst(6).trimmed }
    }
    var found: [Machine.GPU] = []
    for name in names {
      guard case .card(let model) = cards.look(up: name), model.vramBytes != nil else { break }
      found.append(Machine.GPU(model))
    }
    if !names.isEmpty, found.count == names.count { return found }
    let measured = managed()
    // A card whose memory nobody tells is still a card.
    return measured.isEmpty ? names.map { .init(name: $0, vendor: .nvidia, vramBytes: nil) } : measured
  }

  private func managed() -> [Machine.GPU] {
    guard let tool = find("nvidia-smi"),
      let output = Subprocess.output(
        of: tool, ["--query-gpu=name,memory.total", "--format=csv,noheader,nounits"], limit: 64 << 10,
        seconds: patience)
    else { return [] }
    return String(decoding: output, as: UTF8.self).split(separator: "\n").prefix(64).compactMap { line in
      let cells = line.split(separator: ",")
      guard let name = cells.first.map({ $0.trimmed }), cells.count >= 2,
        let mebibytes = Int(cells[cells.count - 1].trimmed), (1..<(1 << 30)).contains(mebibytes)
      else { return nil }
      let bytes = mebibytes << 20
      if case .card(let model) = cards.look(up: name, vramBytes: bytes) {
        return Machine.GPU(model, vramBytes: bytes)
      }
      return Machine.GPU(name: name, vendor: .nvidia, vramBytes: bytes)
    }
  }

  private func find(_ program: String) -> String? {
    // A relative entry of PATH could lead into what is being linted.
    path.split(separator: ":").filter { $0.hasPrefix("/") }.map { $0 + "/" + program }
      .first { access($0, X_OK) == 0 }
  }

  // MARK: AMD and Intel

  private var displays: [String] {
    entries("/sys/class/drm").filter { $0.hasPrefix("card") && $0.dropFirst(4).allSatisfy(\.isNumber) }
      .map { "/sys/class/drm/" + $0 }
  }

  private func amd() -> [Machine.GPU] {
    displays.compactMap { card in
      guard text(card + "/device/vendor")?.trimmed == "0x1002",
        let bytes = text(card + "/device/mem_info_vram_total").flatMap({ Int($0.trimmed) }),
        // What a processor's graphics borrow is not a card: Ollama leaves it out too.
        bytes >= 2 << 30
      else { return nil }
      return named(text(card + "/device/product_name")?.trimmed, bytes, .amd, "AMD GPU")
    }
  }

  private func intel() -> [Machine.GPU] {
    displays.compactMap { card in
      guard text(card + "/device/vendor")?.trimmed == "0x8086",
        let bytes = ["/lmem_total_bytes", "/device/tile0/vram0/size"].lazy
          .compactMap({ text(card + $0).flatMap { Int($0.trimmed) } }).first, bytes >= 2 << 30
      else { return nil }
      return named(nil, bytes, .intel, "Intel GPU")
    }
  }

  private func named(_ name: String?, _ bytes: Int, _ vendor: Machine.Vendor, _ plain: String) -> Machine.GPU {
    if let name, case .card(let model) = cards.look(up: name, vramBytes: bytes) {
      return Machine.GPU(model, vramBytes: bytes)
    }
    let known = name.flatMap { $0.isEmpty ? nil : $0 }
    return Machine.GPU(name: known ?? plain, vendor: vendor, vramBytes: bytes)
  }

  // MARK: Apple

  #if canImport(Darwin)
    private func mac() -> Machine {
      var bytes: UInt64 = 0
      var size = MemoryLayout<UInt64>.size
      let ram = sysctlbyname("hw.memsize", &bytes, &size, nil, 0) == 0 ? Int(clamping: bytes) : nil
      var name = [CChar](repeating: 0, count: 256)
      var length = name.count
      let brand =
        sysctlbyname("machdep.cpu.brand_string", &name, &length, nil, 0) == 0
        ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
      var gpus: [Machine.GPU] = []
      if brand.hasPrefix("Apple") { gpus = [named(brand, ram ?? 0, .apple, brand)] }
      return Machine(
        gpus: gpus, hasNoGPU: gpus.isEmpty, ramBytes: ram, operatingSystem: .macos, source: .detected,
        graphicsLimit: gpus.isEmpty ? nil : ram.map(graphicsLimit))
    }

    /// What somebody set, else what this macOS does by itself.
    private func graphicsLimit(_ ram: Int) -> Int {
      var mebibytes: UInt64 = 0
      var size = MemoryLayout<UInt64>.size
      if sysctlbyname("iogpu.wired_limit_mb", &mebibytes, &size, nil, 0) == 0,
        (1...(1 << 20)).contains(mebibytes)
      {
        return min(ram, Int(mebibytes) << 20)
      }
      var version = [CChar](repeating: 0, count: 64)
      var length = version.count
      guard sysctlbyname("kern.osproductversion", &version, &length, nil, 0) == 0 else {
        return AppleMemory(bytes: ram).graphics(macOS: nil)
      }
      let text = String(decoding: version.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return AppleMemory(bytes: ram).graphics(macOS: text.split(separator: ".").first.flatMap { Int($0) })
    }
  #endif

  // MARK: Files

  private func text(_ file: String) -> String? {
    FileBytes.read(root + file, limit: 64 << 10).map { String(decoding: $0, as: UTF8.self) }
  }

  private func entries(_ directory: String) -> [String] {
    guard let handle = opendir(root + directory) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle), names.count < 256 {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}

extension StringProtocol where SubSequence == Substring {
  fileprivate var trimmed: String { String(trimming(\.isWhitespace)) }
}
