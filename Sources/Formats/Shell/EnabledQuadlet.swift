import Syntax
import Vocabulary

/// `systemctl enable` of a service that Podman makes of a Quadlet. systemd refuses: such a unit is generated
/// (podman-systemd.unit(5), "Enabling unit files").
struct EnabledQuadlet {
  let script: ShellScript
  let document: Document
  let workspace: any Workspace

  var facts: [Fact] {
    let places = script.commands.flatMap { command -> [ShellScript.Word] in
      guard let call = ProgramCall(command), call.name == "systemctl" else { return [] }
      let words = call.arguments.filter { $0.text?.hasPrefix("-") != true }
      return words.first?.text == "enable" ? Array(words.dropFirst()) : []
    }
    // A guide may set up the service without a container as well, and so does Ollama's installer.
    let text = script.source.string(script.source.range)
    guard !places.isEmpty, !document.id.isDocumentation, text.contains("containers/systemd") || text.contains(".container"),
      !text.contains("install.sh"), !text.contains("ExecStart=")
    else { return [] }
    let quadlets = quadlets
    return places.compactMap { word in
      guard let text = word.text else { return nil }
      let stem = text.hasSuffix(".service") ? String(text.dropLast(8)) : text
      guard let path = quadlets.first(where: { FileName(path: $0).lowercased == stem.lowercased() + ".container" }) else { return nil }
      return SettingFact.make(
        ["enabled", String(word.range.start)], name: stem, value: path, kind: "enable", format: "shell",
        problem: .notAllowed, at: document.at(word.range))
    }
  }

  /// Quadlets of the repository that are about a model server, and have no unit of their own next to them.
  private var quadlets: [String] {
    WorkspaceWalk.gathered("quadlets of model servers", in: workspace, among: { $0.hasSuffix(".container") }, upTo: 1 << 16) {
      path, source in Relevance.isRelevant(source.bytes) ? [path] : []
    }
  }
}
