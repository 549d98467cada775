import Syntax
import Vocabulary

/// What one file says of the devices that its host keeps and gives away.
struct HostSettings {
  private(set) var comments: [TextRange] = []
  /// `nil` in `modprobe.d`, which points to drivers only.
  private(set) var commandLine: KernelCommandLine?
  /// `vendor:device`, with the words they are in.
  private var devices: [(id: String, range: TextRange)] = []
  private var blocked: [(module: String, range: TextRange)] = []
  private var processor: String?
  private var kept: TextRange?
  /// Parameters that the kernel does not know, and lines that are not rule of modprobe's.
  private var unknown: [(name: String, meant: String, range: TextRange)] = []
  private var broken: [(text: String, range: TextRange)] = []

  /// A parameter for the memory of an AMD GPU with two letters exchanged or one wrong: `amdgpu.ggtsize`.
  private static func meant(by name: String) -> String? {
    guard name.hasPrefix("amdgpu.") || name.hasPrefix("ttm."), !cardParameters.contains(name) else { return nil }
    let near = cardParameters.filter { Nearest.isOneLetterOff(name, from: $0) }
    return near.count == 1 ? near.first : nil
  }

  /// Whether it speaks of cards, or of handing them to guests.
  var concernsGPUs: Bool {
    !devices.isEmpty
      || blocked.contains { ["nvidia", "nouveau", "amdgpu", "radeon", "i915", "xe"].contains($0.module) }
  }

  func mistakes(_ document: Document) -> [Fact] {
    sizes(document)
      + unknown.map { name, meant, range in
        SettingFact.make(
          ["parameter", name], name: name, value: document.source.string(range), kind: "kernel-parameter",
          format: "host", problem: Self.passthrough.contains(meant) ? .misspelt : .unknownKey, replacement: meant,
          at: document.at(range))
      }
      + broken.map { text, range in
        SettingFact.make(
          ["line", text], name: text, value: text, kind: "modprobe-line", format: "host", problem: .brokenLine,
          at: document.at(range))
      }
  }

  private func sizes(_ document: Document) -> [Fact] {
    commandLine.flatMap { SharedMemory($0.words).fact(document) }.map { [$0] } ?? []
  }

  private mutating func note(_ word: WordLine.Word, of module: String? = nil) {
    let name = (module.map { $0 + "." } ?? "") + word.text.prefix { $0 != "=" }
    guard let meant = Self.parameters[name] ?? Self.meant(by: name) else { return }
    unknown.append((name, meant, word.range))
  }

  /// Parameters for handing devices to guests; the kernel says nothing of one that it does not know.
  private static let passthrough = ["intel_iommu", "amd_iommu", "vfio-pci.ids", "modprobe.blacklist"]

  private mutating func noteMisspelling(_ word: WordLine.Word) {
    guard let name = word.text.split(separator: "=").first.map(String.init),
      name.utf8.count < word.text.utf8.count,
      let meant = Nearest.match(name, among: Self.passthrough), meant != name,
      meant.split(whereSeparator: { "-_".contains($0) }) != name.split(whereSeparator: { "-_".contains($0) })
    else { return }
    unknown.append((name, meant, word.range))
  }

  init(_ source: SourceText, _ kind: HostFormat.Kind) {
    switch kind {
    case .modprobe: readModprobe(source)
    case .grub: readGRUB(source)
    case .commandLine:
      let (lines, comments) = WordLine.lines(of: source)
      self.comments = comments
      if let last = lines.last { take(lines.flatMap(\.words), end: last.range.end, isComputed: false) }
    case .loaderEntry:
      let (lines, comments) = WordLine.lines(of: source)
      self.comments = comments
      let options = lines.filter { $0.words.first?.text == "options" }
      if let last = options.last {
        take(options.flatMap { $0.words.dropFirst() }, end: last.range.end, isComputed: false)
      }
    }
  }

  /// `10de:2684`, or several after commas.
  private static func isDeviceID(_ text: String) -> Bool {
    let ids = text.split(separator: ",")
    return !ids.isEmpty
      && ids.allSatisfy { id in
        id.utf8.count == 9 && id.contains(":") && id.allSatisfy { $0 == ":" || $0.isHexDigit }
      }
  }

  /// `options vfio-pci ids=...`, `blacklist nouveau`, `install nvidia /bin/false`.
  private mutating func readModprobe(_ source: SourceText) {
    let (lines, comments) = WordLine.lines(of: source)
    self.comments = comments
    for line in lines {
      // `ids=10de:2684,` with the next id on a line of its own.
      if let word = line.words.first, word.text.contains(":"),
        Self.isDeviceID(word.text)
      {
        broken.append((word.text, line.range))
      }
    }
    for line in lines where line.words.count > 2 && line.words[0].text == "options" {
      // `ids=10de:2684, 10de:22ba`: the second one is a parameter of its own to modprobe.
      for (before, word) in zip(line.words.dropFirst(2), line.words.dropFirst(3))
      where Self.isDeviceID(word.text) && source.isBlank(TextRange(before.range.end, word.range.start)) {
        broken.append((word.text, word.range))
      }
    }
    for line in lines where line.words.count > 1 {
      if line.words[0].text == "options" {
        for word in line.words.dropFirst(2) { note(word, of: line.words[1].text) }
      }
      let module = line.words[1].text.split(separator: "-").joined(separator: "_")
      switch line.words[0].text {
      case "options" where module == "vfio_pci":
        for word in line.words.dropFirst(2) {
          if let ids = word.value(of: "ids") { take(ids, at: word.range) }
        }
      case "options" where module == "kvm_intel": processor = "intel"
      case "options" where module == "kvm_amd": processor = "amd"
      case "blacklist": blocked.append((module, line.range))
      case "install"
      where line.words.count > 2
        && ["/bin/false", "/bin/true", "/usr/bin/false", "/usr/bin/true"].contains(line.words[2].text):
        blocked.append((module, line.range))
      default: continue
      }
    }
  }

  /// A shell script of assignments; `GRUB_CMDLINE_LINUX_DEFAULT` comes after `GRUB_CMDLINE_LINUX`.
  private mutating func readGRUB(_ source: SourceText) {
    let file = DotenvParser.parse(source)
    comments = file.comments
    var words: [WordLine.Word] = []
    var end: TextRange?
    var isComputed = false
    for name in ["GRUB_CMDLINE_LINUX", "GRUB_CMDLINE_LINUX_DEFAULT"] {
      guard let entry = file.entries.last(where: { $0.key == name }) else { continue }
      let quote = source.byte(at: entry.valueRange.start)
      let isQuoted = entry.valueRange.length > 1 && (quote == 0x22 || quote == 0x27)
      let inner =
        isQuoted ? TextRange(entry.valueRange.start + 1, entry.valueRange.end - 1) : entry.valueRange
      if source.slice(inner).contains(0x24) { isComputed = true }
      words += WordLine.words(in: inner, of: source)
      end = inner
    }
    guard let end else { return }
    let isEmpty = WordLine.words(in: end, of: source).isEmpty
    take(words, end: isEmpty ? end.start : end.end, isComputed: isComputed, isEmpty: isEmpty)
  }

  private mutating func take(_ words: [WordLine.Word], end: Int, isComputed: Bool, isEmpty: Bool = false) {
    let line = KernelCommandLine(words: words, end: end, isEmpty: isEmpty, isComputed: isComputed)
    commandLine = line
    for word in words {
      note(word)
      noteMisspelling(word)
    }
    for word in line.devices { take(word.text.drop { $0 != "=" }.dropFirst(), at: word.range) }
    blocked += line.blocked
    processor = line.processor
    kept = words.first.map { $0.range.union(TextRange(at: end)) } ?? TextRange(at: end)
  }

  private mutating func take(_ ids: Substring, at range: TextRange) {
    for id in ids.split(whereSeparator: { $0 == "," || $0 == "\"" }) where id.contains(":") {
      devices.append((id.lowercased(), range))
    }
  }

  /// Those of cards that models run on; a list of blocked drivers is pointed at where it names one.
  private static let drivers = ["nvidia", "amdgpu"]

  /// `nil` where the file says nothing about devices.
  func fact(_ document: Document) -> Fact? {
    guard commandLine != nil || !devices.isEmpty || !blocked.isEmpty || processor != nil else { return nil }
    let place = devices.first?.range ?? kept ?? blocked.first?.range ?? TextRange(at: 0)
    var fact = Fact(FactID(.machine, document.id, []), at: document.at(place))
    fact.infer(.name, .text("the host"))
    fact.infer(.kind, .text("host"))
    if document.id.isDocumentation { fact.infer(.example, .flag(true)) }
    if let first = devices.first {
      fact.write(.vfioDevices, .texts(devices.map(\.id)), at: document.at(first.range))
    }
    if let first = blocked.first(where: { Self.drivers.contains($0.module) }) ?? blocked.first {
      fact.write(.driversBlocked, .texts(Set(blocked.map(\.module)).sorted()), at: document.at(first.range))
    }
    if let processor { fact.infer(any: .cpuVendor, .text(processor)) }
    if let commandLine {
      let (state, at) = commandLine.iommu
      // What is put together elsewhere may hold the word.
      let isKnown = state != .unset || !commandLine.isComputed
      fact.write(any: .iommu, isKnown ? .text(state.rawValue) : nil, at: document.at(at ?? kept ?? place))
    }
    return fact
  }
}
