import ClientDescription

/// Every format there is. One in code is a folder next to the others and a line here; a program whose settings a
/// description explains is a file under `Clients`.
public struct FormatRegistry: Sendable {
  /// What the tool brings along.
  public static let builtIn = FormatRegistry(own: [])

  /// What is known of each program that is described.
  public static var clients: [ClientDescription] { BuiltInClients.entries.map(\.description) }

  /// Those of a project's own programs, which are asked first.
  private let own: [any FileFormat]
  private let ownNames: NameTable

  private init(own clients: [ClientEntry]) {
    own = clients.map(DescribedFormat.init)
    ownNames = NameTable(clients.map(\.signs))
  }

  /// The formats with those of a project's own programs.
  public func adding(_ clients: [ClientEntry]) -> FormatRegistry {
    clients.isEmpty ? self : FormatRegistry(own: clients)
  }

  public var all: [any FileFormat] { own + Self.coded + Self.described + [Self.undescribed] }

  /// The programs that the tool describes. Neither they nor their names are needed for a file that a format is certain of.
  private static let described: [any FileFormat] = BuiltInClients.entries.filter { !$0.isCoded }.map(DescribedFormat.init)
  private static let describedNames = NameTable(BuiltInClients.entries.filter { !$0.isCoded }.map(\.signs))
  private static let undescribed = CodedFormat(UndescribedFormat.self)

  /// The formats in code, by what the names that they look at end in after the last dot.
  private static let codedByEnding: [String: [any FileFormat]] = {
    var formats: [String: [any FileFormat]] = [:]
    for format in coded + [undescribed] {
      for ending in Set(format.endings.map { $0.split(separator: ".").last ?? "" }) {
        formats[String(ending), default: []].append(format)
      }
    }
    return formats
  }()
  private static let codedOfAnyName = coded.filter(\.endings.isEmpty)

  private static let coded: [any FileFormat] = [
    CodedFormat(TemplateFormat.self), CodedFormat(ModelfileFormat.self), CodedFormat(ComposeFormat.self),
    CodedFormat(ShellFormat.self), CodedFormat(OpenCodeAgentFormat.self),
    CodedFormat(MarkdownFormat.self), CodedFormat(DotenvFormat.self), CodedFormat(QuadletFormat.self),
    CodedFormat(SystemdFormat.self), CodedFormat(LibvirtFormat.self), CodedFormat(ProxmoxFormat.self),
    CodedFormat(AiderSettingsFormat.self), CodedFormat(IncusFormat.self), CodedFormat(AppTemplateFormat.self),
    CodedFormat(KubernetesFormat.self),
    CodedFormat(HelmFormat.self), CodedFormat(DockerfileFormat.self), CodedFormat(DevcontainerFormat.self),
    CodedFormat(HostFormat.self), CodedFormat(DockerDaemonFormat.self), CodedFormat(LaunchdFormat.self),
    CodedFormat(UnraidFormat.self), CodedFormat(WindowsScriptFormat.self), CodedFormat(NixFormat.self),
    CodedFormat(AnsibleFormat.self), CodedFormat(CloudInitFormat.self), CodedFormat(MCPFormat.self),
  ]

  /// The best that any format says of a name.
  public func hint(_ name: FileName) -> NameHint {
    let deployed = Path.deployed(name.path)
    if deployed != name.path { return hint(FileName(path: deployed)) }
    var best = NameHint.no
    for formats in [Self.codedByEnding[String(name.ending)], Self.codedOfAnyName] {
      for format in formats ?? [] {
        best = max(best, format.hint(name))
        if best == .certain { return best }
      }
    }
    return max(best, own.isEmpty ? .no : ownNames.hint(name), Self.describedNames.hint(name))
  }

  /// The format of a text; `nil` if no format recognises it. The first of equals wins, a described program's own path before
  /// a format's.
  public func format(for candidate: Candidate) -> (any FileFormat)? {
    let candidate = candidate.deployed
    var best: (format: any FileFormat, recognition: Recognition)?
    func ask(_ format: any FileFormat) {
      let recognition = format.recognises(candidate)
      let isBetter = recognition > best?.recognition ?? .no
      // A path that is one program's own says more than a name that many use: `fabric/.env`.
      let isCloser = recognition == .byName && format is DescribedFormat && !(best?.format is DescribedFormat)
      if isBetter || isCloser { best = (format, recognition) }
    }
    asking: for formats in [own, Self.coded] {
      for format in formats {
        ask(format)
        guard let best, best.recognition == .byName else { continue }
        // Content says less than a name: where a format knows it, only a program's own path may say more.
        let isSettled = best.format is DescribedFormat || best.format.hint(candidate.name) == .certain
        if isSettled || Self.describedNames.hint(candidate.name) < .certain { return best.format }
        break asking
      }
    }
    for format in Self.described {
      ask(format)
      if let best, best.recognition == .byName, best.format is DescribedFormat { return best.format }
    }
    if best?.recognition != .byName { ask(Self.undescribed) }
    return best?.format
  }
}
