import Syntax
import Vocabulary

/// A script that cloud-init runs at the first start of a machine: it has no HOME, without which the `ollama` command stops
/// (ollama/ollama issue 8756: "$HOME is not defined").
struct UserDataHome: ShellReader {
  let script: ShellScript
  let document: Document

  private static let names = ["user-data", "user_data", "userdata", "cloud-init", "cloud_init", "cloudinit"]

  var facts: [Fact] {
    let name = FileName(path: document.id.path).lowercased
    guard Self.names.contains(where: name.contains), document.id.embedding.isEmpty,
      !script.commands.contains(where: { $0.assignments.contains { $0.name == "HOME" } }),
      let client = script.commands.first(where: isClient)
    else { return [] }
    let verb = client.words.compactMap(\.text).drop { $0.split(separator: "/").last != "ollama" }.dropFirst().first ?? "pull"
    // After `set -e`, nothing that follows runs any more.
    let ends = script.commands.contains { command in
      command.range < client.range && command.words.first?.text == "set"
        && command.words.dropFirst().contains { $0.text == "errexit" || $0.text?.hasPrefix("-") == true && $0.text?.contains("e") == true }
    }
    return [
      SettingFact.make(
        ["no-home"], name: "ollama \(verb)", value: ends ? "set -e" : nil, kind: "user-data", format: "shell",
        problem: .noHome, at: document.at(client.range))
    ]
  }

  /// `ollama pull`; what another user runs by sudo has that user's home.
  private func isClient(_ command: ShellScript.Command) -> Bool {
    ProgramCall(command)?.isOllama(["pull", "run", "create", "list", "serve"]) == true
      && !command.words.contains { ["sudo", "su", "runuser", "docker", "podman"].contains($0.text) }
  }
}
