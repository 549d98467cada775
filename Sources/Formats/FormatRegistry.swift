import Syntax

/// Every format there is. A new one is a folder beside the others and a line here.
public enum FormatRegistry {
  public static let all: [any Format.Type] = [
    ModelfileFormat.self, ComposeFormat.self, OpenCodeFormat.self, ContinueFormat.self, ShellFormat.self,
    OpenCodeAgentFormat.self, MarkdownFormat.self, DotenvFormat.self, QuadletFormat.self, SystemdFormat.self,
    LibvirtFormat.self, ProxmoxFormat.self, AiderConfigFormat.self, AiderSettingsFormat.self,
    AiderMetadataFormat.self, ClineFormat.self, RooFormat.self, ZedFormat.self, CodexFormat.self,
    GooseFormat.self, CrushFormat.self, ClaudeCodeFormat.self,
    VSCodeFormat.self, LMStudioFormat.self, JanFormat.self, IncusFormat.self, KubernetesFormat.self,
    HelmFormat.self,
    DockerfileFormat.self, DevcontainerFormat.self, HostFormat.self, DockerDaemonFormat.self,
    LaunchdFormat.self,
  ]

  /// The best that any format says of a name.
  public static func hint(_ name: FileName) -> NameHint {
    let deployed = Path.deployed(name.path)
    if deployed != name.path { return hint(FileName(path: deployed)) }
    var best = NameHint.no
    for format in all {
      best = max(best, format.hint(name))
      if best == .certain { return best }
    }
    return best
  }

  /// The format that a text is of; `nil` if none wants it. The first of equals wins.
  public static func format(for candidate: Candidate) -> (any Format.Type)? {
    let candidate = candidate.deployed
    var best: (format: any Format.Type, recognition: Recognition)?
    for format in all {
      let recognition = format.recognises(candidate)
      if recognition > best?.recognition ?? .no { best = (format, recognition) }
    }
    return best?.format
  }
}
