import Syntax

/// Lines that a script is to gain; a text without any becomes a script.
enum ShellAddition {
  static func edits(_ wanted: Addition, in source: SourceText) -> [Edit]? {
    guard let lines = lines(wanted) else { return nil }
    let end = source.bytes.count
    if end == 0 { return [.insert("#!/bin/sh\n" + lines.head + lines.body, at: 0)] }
    let addition = (source.lineStart(of: end) == end ? "" : source.newline) + lines.body
    // After a quote or a here-document that nothing ends, or a line that goes on, lines are not commands.
    let script = ShellParser.parse(SourceText(source.bytes + Array(addition.utf8)))
    let start = end + addition.utf8.count - lines.body.utf8.count
    guard script.commands.contains(where: { $0.range.start == start }) else { return nil }
    return [.insert(addition, at: end)]
  }

  private static func lines(_ addition: Addition) -> (head: String, body: String)? {
    // The use of a model that is not a client's is one that a script pulls.
    if [.creation, .modelUse].contains(addition.subject), let command = addition.text(.command) {
      return (
        "# Creates the models that the clients here name.\nset -eu\ncd \"$(dirname \"$0\")\"\n",
        command + "\n"
      )
    }
    if addition.subject == .server {
      // The app of macOS takes its variables from launchd.
      let variables = addition.serverVariables.map { "launchctl setenv \($0.name) \($0.value)\n" }
      return (
        "# Sets the variables of the Ollama app, until the next login: run this again after it.\n"
          + "# Then quit the app and open it.\nset -eu\n", variables.joined()
      )
    }
    guard let webUI = OpenWebUIAddition(addition) else { return nil }
    let variables = (webUI.variables + [("HOST", "127.0.0.1")]).map { "  -e \($0.name)=\($0.value) \\\n" }
    return (
      "# Open WebUI for the Ollama server on this machine, at http://localhost:\(OpenWebUI.port)\n",
      "exec docker run -d --name open-webui --restart unless-stopped --network host \\\n"
        + "  -v open-webui:\(OpenWebUI.dataDirectory) \\\n" + variables.joined() + "  \(webUI.image)\n"
    )
  }
}
