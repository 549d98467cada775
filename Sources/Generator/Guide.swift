import Knowledge
import Wording

/// The short README of what was written: what was chosen and why, and the commands to run.
public enum Guide {
  /// What it begins with, and is known by.
  public static let title = "# Local models\n"

  static func text(
    _ request: SetupRequest, _ choice: ModelChoice, _ access: ServerAccess, _ guest: GuestAccess?,
    reasons: [String], createsModels: Bool
  ) -> String {
    var text = title + "\n"
    text += reasons.map { "- \($0)\n" }.joined() + "\n"
    text += "To start the server\(createsModels ? " and create the models" : ""):\n\n"
    text += fence(commands(access, guest, createsModels))
    if let guest {
      text +=
        "\nThe server only listens inside its \(guest.kind). Run the clients there, or forward the port:\n\n"
      text += fence(["ssh -N -L 11434:localhost:11434 user@guest"])
    }
    if request.topology == .kubernetes {
      text += "\nForward the port so that clients can reach the server:\n\n"
      text += fence(["kubectl port-forward service/ollama 11434:11434"])
    }
    if let remote = choice.remote { text += Self.remote(remote, request, access) }
    return text
  }

  private static func fence(_ lines: [String]) -> String {
    "```sh\n" + lines.joined(separator: "\n") + "\n```\n"
  }

  private static func commands(_ access: ServerAccess, _ guest: GuestAccess?, _ createsModels: Bool)
    -> [String]
  {
    let lines = access.start + (createsModels ? ["./\(ModelFiles.script)"] : [])
    guard let guest else { return lines }
    return guest.start + lines.map { $0 + "   # in the \(guest.kind)" }
  }

  // MARK: The remote model

  private static func remote(_ remote: CloudModel, _ request: SetupRequest, _ access: ServerAccess) -> String {
    var text = "\n## The remote model\n\n"
    text +=
      "\(remote.name) runs on ollama.com. Everything sent to it leaves this machine: prompts, code and the files a client "
      + "reads for it. It needs an ollama.com account but no key in any file; sign the server in once:\n\n"
    text += fence([access.converse + "ollama signin"])
    let ways = request.harnesses.map { "- \($0.choosing(remote))\n" }.joined()
    return text + "\nNothing is sent unless someone selects it:\n\n" + ways
  }
}
