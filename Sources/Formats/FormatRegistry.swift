import ClientDescription
import Syntax

/// Every format there is. One in code is a folder beside the others and a line here; a program whose settings a
/// description explains is a file under `Clients`.
public struct FormatRegistry: Sendable {
  public let all: [any FileFormat]

  /// What the tool brings along.
  public static let builtIn = FormatRegistry(
    coded + BuiltInClients.entries.filter { !$0.isCoded }.map(DescribedFormat.init)
      + [CodedFormat(UndescribedFormat.self)])

  /// What is known of each program that is described.
  public static var clients: [ClientDescription] { BuiltInClients.entries.map(\.description) }

  /// Those that more than a name tells, and the names that tell the others.
  private let coded: [any FileFormat]
  private let names: NameTable

  private init(_ all: [any FileFormat]) {
    self.all = all
    coded = all.filter { !($0 is DescribedFormat) }
    names = NameTable(all.compactMap { ($0 as? DescribedFormat)?.entry.signs })
  }

  /// The formats with those of a project's own programs, which are asked first.
  public func adding(_ clients: [ClientEntry]) -> FormatRegistry {
    clients.isEmpty ? self : FormatRegistry(clients.map(DescribedFormat.init) + all)
  }

  private static let coded: [any FileFormat] = [
    CodedFormat(TemplateFormat.self), CodedFormat(ModelfileFormat.self), CodedFormat(ComposeFormat.self), CodedFormat(OpenCodeFormat.self),
    CodedFormat(ShellFormat.self), CodedFormat(OpenCodeAgentFormat.self),
    CodedFormat(MarkdownFormat.self), CodedFormat(DotenvFormat.self), CodedFormat(QuadletFormat.self),
    CodedFormat(SystemdFormat.self), CodedFormat(LibvirtFormat.self), CodedFormat(ProxmoxFormat.self),
    CodedFormat(AiderSettingsFormat.self), CodedFormat(IncusFormat.self), CodedFormat(AppTemplateFormat.self),
    CodedFormat(KubernetesFormat.self),
    CodedFormat(HelmFormat.self), CodedFormat(DockerfileFormat.self), CodedFormat(DevcontainerFormat.self),
    CodedFormat(HostFormat.self), CodedFormat(DockerDaemonFormat.self), CodedFormat(LaunchdFormat.self),
    CodedFormat(UnraidFormat.self), CodedFormat(WindowsScriptFormat.self), CodedFormat(NixFormat.self),
    CodedFormat(AnsibleFormat.self),
  ]

  /// The best that any format says of a name.
  public func hint(_ name: FileName) -> NameHint {
    let deployed = Path.deployed(name.path)
    if deployed != name.path { return hint(FileName(path: deployed)) }
    var best = names.hint(name.parts)
    if best == .certain { return best }
    for format in coded {
      best = max(best, format.hint(name))
      if best == .certain { return best }
    }
    return best
  }

  /// The format that a text is of; `nil` if none wants it. The first of equals wins, a described
  /// program's own path before a format's.
  public func format(for candidate: Candidate) -> (any FileFormat)? {
    let candidate = candidate.deployed
    var best: (format: any FileFormat, recognition: Recognition)?
    // Content says less than a name: where a format knows it, only a program's own path may say more.
    lazy var isProgramsOwn = names.hint(candidate.parts) == .certain
    for format in all {
      if let best, best.recognition == .byName, best.format is DescribedFormat || !isProgramsOwn { break }
      let recognition = format.recognises(candidate)
      let isBetter = recognition > best?.recognition ?? .no
      // A path that is one program's own says more than a name that many use: `fabric/.env`.
      let isCloser = recognition == .byName && format is DescribedFormat && !(best?.format is DescribedFormat)
      if isBetter || isCloser { best = (format, recognition) }
    }
    return best?.format
  }
}
