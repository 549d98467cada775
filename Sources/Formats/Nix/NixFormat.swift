import Syntax
import Vocabulary

/// Modules of NixOS, nix-darwin and home-manager, as far as they set up Ollama's service.
///
/// Source: NixOS/nixpkgs `nixos/modules/services/misc/ollama.nix` (services.ollama, August 2026).
enum NixFormat: Format {
  static let name = "nix"

  static let endings = [".nix"]

  static func recognises(_ candidate: Candidate) -> Recognition {
    isNamed(candidate.name) || candidate.language == "nix" ? .byName : .no
  }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    let tree = NixSettings(document.source)
    reading.comments = tree.comments
    if isLeftOut(document, in: workspace) { return reading }
    let service = NixService(tree, document)
    reading.facts =
      service.facts + service.acceleration(in: workspace) + service.launchd.facts
      + NixContainers(service.all, document).specs(in: workspace).flatMap { $0.facts() }
      + NixWebUI(service.all, document).facts(in: workspace) + NixTypes(service.all, document).facts
    reading.embedded = NixClients(service.all, document).files
    return reading
  }

  /// Whether the list of the modules in its folder has it commented out.
  private static func isLeftOut(_ document: Document, in workspace: any Workspace) -> Bool {
    guard document.id.embedding.isEmpty, let path = Path.join(document.directory, "default.nix"), path != document.id.path,
      let list = workspace.source(at: path), list.bytes.count < 1 << 16
    else { return false }
    let name = "./" + FileName(path: document.id.path).lowercased
    let lines = list.string(list.range).split(whereSeparator: \.isNewline).filter { line in
      line.split { " \t[];()#".contains($0) }.contains { $0.lowercased() == name }
    }
    return !lines.isEmpty && lines.allSatisfy { $0.drop { $0 == " " || $0 == "\t" }.first == "#" }
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    document.holes.isEmpty ? NixWriter(service: NixService(NixSettings(document.source), document)) : nil
  }
}

/// What a module says of `services.ollama`.
struct NixService {
  private let document: Document
  /// All settings of the file, by their paths in the module.
  let all: [NixSettings.Setting]
  private let own: [NixSettings.Setting]
  let launchd: NixLaunchd
  private static let root = ["services", "ollama"]

  init(_ tree: NixSettings, _ document: Document) {
    self.document = document
    all = tree.settings.map { $0.below(Self.place(in: $0.path)) }
    own = all.filter { $0.path.count > 2 && $0.path.starts(with: Self.root) }
    launchd = NixLaunchd(all, document)
  }

  /// The part of a path that says only where a module stands: in a list of modules, in an output of a flake, under `config`, for
  /// a user of home-manager (nixpkgs `lib/modules.nix`; hercules-ci/flake-parts; nix-community/home-manager `nixos/common.nix`).
  private static func place(in path: [String]) -> [String] {
    let sets = ["nixosModules", "darwinModules", "homeModules", "homeManagerModules"]
    var place = path.prefix(0)
    if let list = path.lastIndex(of: "[]"), list > 0, ["modules", "imports", "sharedModules"].contains(path[list - 1]) {
      place = path.prefix(list + 1)
    } else if let set = path.firstIndex(where: sets.contains) {
      place = path.prefix(set + 2)
    } else if path.starts(with: ["flake", "modules"]) {
      place = path.prefix(4)
    }
    while let next = path[place.endIndex...].first {
      if next == "config" {
        place = path.prefix(place.count + 1)
      } else if path[place.endIndex...].starts(with: ["home-manager", "users"]) {
        place = path.prefix(place.count + 3)
      } else {
        break
      }
    }
    return Array(place)
  }

  private func setting(_ name: String) -> NixSettings.Setting? { own.last { $0.path.count == 3 && $0.path[2] == name } }

  private var isEnabled: Bool { setting("enable")?.word == "true" }

  /// Variables of the service, with those that an option of its own stands for.
  var variables: [Variable] {
    all.flatMap { setting -> [Variable] in
      let place = Array(setting.path.dropLast())
      if Self.sets.contains(place), !launchd.owns(place) { return [Variable(setting.path.last ?? "", setting, in: document)] }
      return Self.lists.contains(setting.path) ? listed(setting) : []
    } + [setting("rocmOverrideGfx").map { Variable("HSA_OVERRIDE_GFX_VERSION", $0, in: document) }].compactMap { $0 }
  }

  /// Where each variable is an attribute.
  private static let sets: Set<[String]> = [
    root + ["environmentVariables"], ["systemd", "services", "ollama", "environment"],
    ["launchd", "user", "agents", "ollama", "environment"],
    ["launchd", "user", "agents", "ollama", "serviceConfig", "EnvironmentVariables"],
  ]
  /// Where they are lines of a unit.
  private static let lists: Set<[String]> = [
    ["systemd", "services", "ollama", "serviceConfig", "Environment"],
    ["systemd", "user", "services", "ollama", "serviceConfig", "Environment"],
    ["systemd", "user", "services", "ollama", "Service", "Environment"],
  ]

  /// `Environment = [ "A=b" "C=d" ];`, or one text.
  private func listed(_ setting: NixSettings.Setting) -> [Variable] {
    setting.lines.enumerated().compactMap { index, item in
      // Quotes and several assignments in one line are the unit's syntax.
      guard let equals = item.text.firstIndex(of: "="), !item.text.contains(where: { " \"\\".contains($0) }) else { return nil }
      let name = String(item.text[..<equals])
      let middle = item.range.start + name.utf8.count
      return Variable(
        name: name, value: String(item.text[item.text.index(after: equals)...]),
        address: ["nix"] + setting.address + ["item", String(index)], document: document.id,
        nameRange: TextRange(item.range.start, middle), valueRange: TextRange(middle + 1, item.range.end), range: item.range)
    }
  }

  func setting(at address: [String]) -> NixSettings.Setting? { all.last { $0.address == address } }

  /// A variable in a list of lines.
  func listed(at address: [String]) -> Variable? {
    guard address.dropLast().last == "item", let setting = setting(at: Array(address.dropLast(2))) else { return nil }
    return listed(setting).first { $0.address.dropFirst().elementsEqual(address) }
  }

  var facts: [Fact] {
    guard !own.isEmpty || !variables.isEmpty else { return [] }
    let models = setting("loadModels").map(uses) ?? []
    let overridden = self.overridden
    var variables = self.variables.filter { variable in !overridden.contains { $0.variable == variable } }
    // The module sets these itself, over what is written.
    if let host = setting("host"), let text = host.text, opensPort {
      // An option or a variable is known when the system is built.
      let written = setting("port")?.word.flatMap { Int($0) == nil ? nil : $0 }
      let port = written ?? String(EndpointPorts.ollama)
      variables.append(
        Variable(
          name: "OLLAMA_HOST", value: "\(text):\(port)", address: ["nix"] + host.address, document: document.id,
          nameRange: host.keyRange, valueRange: host.valueRange, range: host.range))
    }
    guard isEnabled, !document.id.isDocumentation else {
      let client = FactID(.client, document.id, ["exports"])
      return models + removed + misspelt
        + ServerVariables.facts(variables, of: client, version: nil, format: "NixOS").filter { fact in
          [.misspelt, .invented, .removed].contains(fact[.status]) || fact.has(.problem) && fact.text(.name) != "OLLAMA_HOST"
        }
    }
    let place = setting("enable")?.range ?? TextRange(at: 0)
    var spec = UnitSpec(
      FactID(.server, document.id, ["services", "ollama"]), name: "services.ollama", at: document.at(place), format: "NixOS")
    spec.variables = variables
    // Other modules may set more.
    spec.isComplete = false
    var service = spec.facts()
    if !isOpen, let server = service.firstIndex(where: { $0.subject == .server }),
      let bound = service[server].attributes[.hostAddress]?.range
    {
      service[server].write(.hostAddress, nil, at: bound)
    }
    let withoutEffect = overridden.compactMap { $0.says(of: spec.id, host: setting("host"), models: setting("models")) }
    return service + models + removed + misspelt + withoutEffect + [withoutGPU, unexpanded(variables, of: spec.id)].compactMap { $0 }
  }

  /// Among `environmentVariables`, what every module sets itself, over what is written there: the address, and on NixOS the
  /// folder of the models (`cfg.environmentVariables // { ... }`; home-manager's unit has its own line last).
  private var overridden: [OverriddenVariable] {
    let place = Self.root + ["environmentVariables"]
    return all.filter { setting in
      guard setting.path.dropLast().elementsEqual(place) else { return false }
      return setting.path.last == "OLLAMA_HOST" || setting.path.last == "OLLAMA_MODELS" && isOfNixOS
    }
    .map { OverriddenVariable(variable: Variable($0.path.last ?? "", $0, in: document)) }
  }

  /// Whether the file opens the service's port for every network: by the module's own option, or in the list of the firewall.
  private var opensPort: Bool {
    setting("openFirewall")?.word == "true"
      || all.contains { setting in
        setting.path == ["networking", "firewall", "allowedTCPPorts"]
          && document.source.string(setting.range).contains("\(EndpointPorts.ollama)")
      }
  }

  /// Whether other machines get through to what listens on every address: NixOS's firewall is on, and lets in what is opened
  /// (nixpkgs, `nixos/modules/services/networking/firewall.nix`). That of macOS asks for no ports.
  private var isOpen: Bool {
    opensPort
      || all.contains { setting in
        setting.path.first == "launchd" || setting.path.suffix(2) == ["firewall", "enable"] && setting.word == "false"
          || ["allowedTCPPorts", "allowedTCPPortRanges", "trustedInterfaces"].contains(setting.path.last ?? "")
            && (setting.path.last != "allowedTCPPorts" || document.source.string(setting.range).contains("\(EndpointPorts.ollama)"))
      }
  }

  private func uses(_ setting: NixSettings.Setting) -> [Fact] {
    setting.items.enumerated().map { index, item in
      .ollamaUse(
        FactID(.modelUse, document.id, ["nix", "loadModels", String(index)]), item.text, for: "pull",
        at: document.at(item.range))
    }
  }

  func item(_ index: Int) -> NixSettings.Setting.Item? {
    let items = setting("loadModels")?.items ?? []
    return items.indices.contains(index) ? items[index] : nil
  }

  // MARK: Options

  private func option(
    _ setting: NixSettings.Setting, _ problem: ValueFault, _ replacement: String, at range: TextRange? = nil
  ) -> Fact {
    SettingFact.make(
      ["nix-option"] + setting.address, name: setting.path.prefix(3).joined(separator: "."), kind: "nix-option",
      format: "NixOS", problem: problem, replacement: replacement, at: document.at(range ?? setting.keyRange))
  }

  private var removed: [Fact] {
    own.compactMap { setting in
      setting.path.count == 3 ? Self.gone[setting.path[2]].map { option(setting, .outdated, $0) } : nil
    }
  }

  /// `acceleration`, which chose the package up to 25.11.
  func acceleration(in workspace: any Workspace) -> [Fact] {
    guard let setting = setting("acceleration"), !document.id.isDocumentation, isOfNixOS else { return [] }
    let release = NixRelease.of(document, in: workspace)
    guard release != .before else { return [] }
    let package = setting.text ?? (setting.word == "false" ? "cpu" : nil)
    var fact = option(setting, .outdated, "package = pkgs.ollama\(package.map { "-\($0)" } ?? "-cuda, or another of its kind")")
    fact.infer(.counterpart, .text(release == .behind ? "26.05" : "unknown"))
    return [fact]
  }

  /// Whether options of NixOS alone are next to it: home-manager and nix-darwin have modules of their own.
  private var isOfNixOS: Bool {
    let own: Set<String> = ["loadModels", "syncModels", "openFirewall", "models", "home", "user", "group"]
    let parts = document.id.path.lowercased().split { "/.".contains($0) }
    // The home of a user, whichever system it is on.
    if parts.contains(where: { $0 == "hm" || $0 == "home" || $0.contains("home-manager") }) { return false }
    let others: Set<String> = ["boot", "networking", "hardware", "virtualisation", "users", "nixpkgs"]
    return self.own.contains { own.contains($0.path[2]) } || all.contains { others.contains($0.path.first ?? "") }
      || parts.contains { $0.contains("nixos") || $0 == "configuration" }
  }

  private var misspelt: [Fact] {
    own.compactMap { setting in
      guard setting.path.count == 3, !Self.known.contains(setting.path[2]), Self.gone[setting.path[2]] == nil,
        let near = Nearest.match(setting.path[2], among: Self.known.sorted())
      else { return nil }
      return option(setting, .misspelt, "services.ollama.\(near)")
    }
  }

  /// Ollama's service with no setting for a GPU, in a module that loads a GPU's driver: the default package runs on the CPU.
  private var withoutGPU: Fact? {
    let package = setting("package")
    guard setting("acceleration") == nil, package == nil || package?.word == "pkgs.ollama", let enable = setting("enable") else {
      return nil
    }
    let drivers = all.filter { setting in
      let path = setting.path.suffix(3).joined(separator: ".")
      return path.hasSuffix("initrd.kernelModules") || path.hasSuffix("boot.kernelModules") || path.hasSuffix("xserver.videoDrivers")
    }.flatMap(\.items).map(\.text)
    let isNVIDIA = drivers.contains("nvidia") || all.contains { $0.path.starts(with: ["hardware", "nvidia"]) }
    guard isNVIDIA || drivers.contains("amdgpu"),
      !all.contains(where: { ["cudaSupport", "rocmSupport"].contains($0.path.last ?? "") })
    else { return nil }
    return option(enable, .unset, isNVIDIA ? "pkgs.ollama-cuda" : "pkgs.ollama-rocm", at: enable.range)
  }

  private func unexpanded(_ variables: [Variable], of server: FactID) -> Fact? {
    guard let models = variables.last(where: { $0.name == "OLLAMA_MODELS" }), let text = models.value, let first = text.first,
      first == "~" || first == "$"
    else { return nil }
    return SettingFact.make(
      FactID(.key, document.id, ["path", models.name]), name: models.name, value: text, kind: "path", format: "NixOS",
      problem: .notExpanded,
      consequence: "no shell expands \(text.prefix { $0 != "/" }), so a folder of that name is created", at: models.valueAt,
      owner: server)
  }
}

/// A variable that the module of the service overwrites.
private struct OverriddenVariable {
  let variable: Variable

  /// Nothing where the option itself is set, which says what counts.
  func says(of server: FactID, host: NixSettings.Setting?, models: NixSettings.Setting?) -> Fact? {
    let isHost = variable.name == "OLLAMA_HOST"
    guard (isHost ? host : models) == nil, let value = variable.value, !value.hasPrefix("127.0.0.1") else { return nil }
    return SettingFact.of(
      variable, kind: "client-setting", format: "services.ollama", owner: server, status: .misplaced,
      replacement: isHost ? "services.ollama.host and services.ollama.port" : "services.ollama.models",
      consequence: isHost
        ? "The module sets OLLAMA_HOST itself, so Ollama listens on 127.0.0.1:11434"
        : "The module sets OLLAMA_MODELS itself, so this folder stays empty")
  }
}

/// Writes values and names of a module.
struct NixWriter: ChangeWriter {
  let service: NixService

  func edits(for change: Change) -> [Edit]? {
    let address = change.fact.address
    guard address.first == "nix" else { return nil }
    if address.count == 3, address[1] == "loadModels", case .set(.name, .text(let name)) = change.action,
      let item = Int(address[2]).flatMap(service.item)
    {
      return Self.isPlain(name) ? [Edit(item.range, name)] : nil
    }
    if let listed = service.listed(at: Array(address.dropFirst())) {
      return switch change.action {
      case .set(.value, .text(let text)) where Self.isPlain(text): [Edit(listed.valueRange, text)]
      case .set(.name, .text(let name)) where Self.isName(name): [Edit(listed.nameRange, name)]
      default: nil
      }
    }
    guard let setting = service.setting(at: Array(address.dropFirst())) else { return nil }
    switch change.action {
    case .set(.value, .text(let text)) where setting.text != nil && Self.isPlain(text): return [Edit(setting.valueRange, text)]
    case .set(.name, .text(let name)) where Self.isName(name):
      return setting.path.last == "rocmOverrideGfx" ? nil : [Edit(setting.keyRange, name)]
    default: return nil
    }
  }

  private static func isName(_ text: String) -> Bool { text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }

  private static func isPlain(_ text: String) -> Bool { !text.contains { "\"\\$".contains($0) } }
}
