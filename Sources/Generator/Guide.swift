import Knowledge
import Vocabulary

/// The short README of what was written: what was chosen and why, and the commands to run.
public enum Guide {
  /// What it begins with, and is known by.
  public static let title = "# Local models\n"

  static func text(_ wish: Wish, _ choice: ModelChoice, _ access: ServerAccess, _ guest: GuestAccess?)
    -> String
  {
    var text = title + "\n"
    text += choice.reasons.map { "- \($0)\n" }.joined() + "\n"
    text += fence(commands(access, guest))
    if let guest {
      text +=
        "\nThe server listens inside its \(guest.kind) alone. Run the clients there, or lead its port out:\n\n"
      text += fence(["ssh -N -L 11434:localhost:11434 user@guest"])
    }
    if wish.topology == .kubernetes {
      text += "\nThe clients reach the server through\n\n"
      text += fence(["kubectl port-forward service/ollama 11434:11434"])
    }
    if let remote = choice.remote { text += Self.remote(remote, wish, access) }
    return text
  }

  private static func fence(_ lines: [String]) -> String {
    "```sh\n" + lines.joined(separator: "\n") + "\n```\n"
  }

  private static func commands(_ access: ServerAccess, _ guest: GuestAccess?) -> [String] {
    guard let guest else { return access.start + ["./create-models.sh"] }
    return guest.start + access.start.map { $0 + "   # in the \(guest.kind)" }
      + ["./create-models.sh   # in the \(guest.kind)"]
  }

  // MARK: The remote model

  private static func remote(_ remote: CloudModel, _ wish: Wish, _ access: ServerAccess) -> String {
    var text = "\n## The remote model\n\n"
    text +=
      "\(remote.name) runs on ollama.com. Whatever is sent to it leaves this machine: prompts, code, the files that a "
      + "client reads for it. It needs an account there, and no key in any file; the server is signed in once:\n\n"
    text += fence([access.converse + "ollama signin"])
    let ways = wish.harnesses.map { "- \(way(to: remote, in: $0))\n" }.joined()
    return text + "\nNothing is sent unless somebody chooses it:\n\n" + ways
  }

  /// How it is chosen.
  private static func way(to remote: CloudModel, in harness: Wish.Harness) -> String {
    switch harness {
    case .opencode: "OpenCode: the agent `remote` (Tab)"
    case .continue: "Continue: \(remote.name) in the list of chat models"
    case .aider: "Aider: `/model remote`"
    case .cline:
      "Cline: holds one model of a provider; choose \(remote.name) in its settings, with a context window of \(remote.context)"
    case .roo: "Roo Code: the profile `remote`"
    case .zed: "Zed: \(remote.name) in the list of models"
    case .codex:
      "Codex: `codex -m \(remote.name) -c model_context_window=\(remote.context) -c model_auto_compact_token_limit=\(remote.context / 5 * 4)`"
    case .goose: "Goose: `/plan`, for plans only"
    case .crush: "Crush: \(remote.name) in the list of models"
    case .claudeCode: "Claude Code: `claude --settings \(HarnessFiles.remoteClaudeCode)`"
    case .openWebUI: "Open WebUI: \(remote.name) in the list of models, for everybody who may sign in there"
    }
  }
}
