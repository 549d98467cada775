import Syntax
import Vocabulary

/// Variables of the server that a script gives to its own shell, or to later logins, and then starts the server as something
/// that gets neither: a service of systemd, of Homebrew, a container.
///
/// Sources: systemd, `man systemd.exec` ("Environment Variables in Spawned Processes": the manager's own, not those of the shell
/// that calls systemctl; no PAM session without `PAMName=`); docker/cli `docs/reference/commandline/container_run.md` (`--env`);
/// Homebrew, `brew services` (a job of launchd, which has launchd's environment).
struct LostVariables: ShellReader {
  let script: ShellScript
  let document: Document

  /// A variable, and where a script leaves it.
  private struct Setting {
    let name: String
    let value: String?
    let range: TextRange
    let index: Int
    /// The file that it is written to; `nil` for the shell's own.
    let file: String?
  }

  /// What starts the server, and why it does not get the variables.
  private struct Start {
    let format: String
    let because: String
    let index: Int
    /// Whether a file of variables, or an option, may hand them on after all.
    let passes: @Sendable (String) -> Bool
  }

  var facts: [Fact] {
    guard !ShellFormat.isProfile(document.id.path),
      !WindowsScriptFormat.isNamed(FileName(path: document.id.path))
    else { return [] }
    let settings = self.settings
    guard !settings.isEmpty, let start = starts.first, !startsItself else { return [] }
    let text = script.source.string(script.source.range)
    var seen: Set<String> = []
    return settings.compactMap { setting in
      guard seen.insert(setting.name).inserted, !start.passes(setting.name),
        // What the shell's variables are for must come after them, what is for later logins may come before.
        setting.file != nil || setting.index < start.index,
        // A container has nothing of the host's files.
        setting.file == nil || start.format == "systemd",
        !isHandedOn(setting, in: text)
      else { return nil }
      let because = setting.file.map { "\($0) is only read at login, not by services" } ?? start.because
      return SettingFact.make(
        ["lost", setting.name], name: setting.name, value: setting.value, kind: "lost-variable", format: start.format,
        problem: .unreached, consequence: because, at: document.at(setting.range))
    }
  }

  // MARK: What is set

  private var settings: [Setting] {
    script.commands.enumerated().flatMap { index, command -> [Setting] in
      if command.words.first?.text == "export" {
        return command.assignments.filter { Self.isServers($0.name) }.map {
          Setting(
            name: $0.name, value: script.resolve($0.value), range: $0.range, index: index, file: nil)
        }
      }
      return written(command, index).map { [$0] } ?? []
    }
  }

  /// `echo 'OLLAMA_MODELS=/data' | sudo tee -a /etc/environment`, `echo 'export OLLAMA_HOST=0.0.0.0' >> ~/.bashrc`
  private func written(_ command: ShellScript.Command, _ index: Int) -> Setting? {
    guard let verb = command.words.first?.text, ["echo", "printf"].contains(verb),
      let word = command.words.last, let text = word.text, let file = target(of: command, index),
      Self.isOfLogins(file)
    else { return nil }
    let line = text.drop { $0 == " " }
    let rest = line.hasPrefix("export ") ? line.dropFirst(7) : line
    guard let equals = rest.firstIndex(of: "="), !rest.contains("\n") else { return nil }
    let name = String(rest[..<equals])
    guard Self.isServers(name) else { return nil }
    let value = rest[rest.index(after: equals)...].filter { $0 != "\"" && $0 != "'" }
    return Setting(
      name: name, value: value.replacing("\\n", with: ""), range: word.range, index: index, file: file)
  }

  private func target(of command: ShellScript.Command, _ index: Int) -> String? {
    if let target = command.target { return target }
    guard index + 1 < script.commands.count, script.commands[index + 1].isPiped else { return nil }
    return script.commands[index + 1].target
  }

  private static func isOfLogins(_ file: String) -> Bool {
    if file == "/etc/environment" || file.hasPrefix("/etc/profile") { return true }
    return ["/.bashrc", "/.bash_profile", "/.profile", "/.zshrc", "/.zprofile", "/.zshenv"].contains {
      file.hasSuffix($0)
    }
  }

  private static func isServers(_ name: String) -> Bool {
    name == "OLLAMA_HOST" || name == "OLLAMA_MODELS" || ServerVariables.serverOnly.contains(name)
  }

  // MARK: What is started

  private var starts: [Start] {
    script.commands.enumerated().compactMap { index, command in
      service(command, index) ?? installer(command, index) ?? container(command, index)
    }
  }

  private func service(_ command: ShellScript.Command, _ index: Int) -> Start? {
    guard let call = ProgramCall(command) else { return nil }
    let words = call.arguments.compactMap(\.text)
    let isOllamas = words.contains { $0 == "ollama" || $0 == "ollama.service" }
    let starts = words.contains { ["start", "restart", "enable"].contains($0) }
    switch call.name {
    case "systemctl" where isOllamas && starts, "service" where isOllamas && starts:
      return Start(
        format: "systemd", because: "\(call.name) starts it without this shell's variables",
        index: index, passes: { _ in false })
    case "brew" where isOllamas && starts && words.first == "services":
      return Start(
        format: "Homebrew", because: "brew services starts it without this shell's variables", index: index,
        passes: { _ in false })
    default: return nil
    }
  }

  /// `curl -fsSL https://ollama.com/install.sh | sh`: on Linux it starts a service.
  private func installer(_ command: ShellScript.Command, _ index: Int) -> Start? {
    guard ["curl", "wget"].contains(command.words.first?.text ?? ""),
      command.words.contains(where: { $0.text?.contains("ollama.com/install.sh") == true })
    else { return nil }
    return Start(
      format: "systemd", because: "the service that the installer starts does not receive this shell's variables",
      index: index, passes: { _ in false })
  }

  private func container(_ command: ShellScript.Command, _ index: Int) -> Start? {
    guard let run = DockerRun(command, in: script, holes: document.holes), ImageName(run.imageText).isOllama
    else { return nil }
    let passed = Set(run.all("--env").map { String($0.raw.prefix { $0 != "=" }) })
    let isOpen = run.hasUnknownOptions || run.last("--env-file") != nil
    return Start(
      format: "docker", because: "docker run only passes the variables named with -e", index: index,
      passes: { isOpen || passed.contains($0) })
  }

  /// A server that the script starts from its own shell gets them.
  private var startsItself: Bool {
    script.commands.contains { command in
      command.startsOllama
        || ProgramCall(command).map {
          ["docker-compose", "podman-compose", "llama-server"].contains($0.name)
            || $0.name == "docker" && $0.arguments.first?.text == "compose"
            || $0.name == "podman" && $0.arguments.first?.text == "compose"
        } ?? false
    }
  }

  /// Whether something else in the text reads the variable or sets it for the service.
  private func isHandedOn(_ setting: Setting, in text: String) -> Bool {
    if ["$" + setting.name, "${" + setting.name, "import-environment", "set-environment", "launchctl setenv"]
      .contains(where: text.contains)
    {
      return true
    }
    if text.contains("Environment=") || text.contains("EnvironmentFile") { return true }
    // Clients of this shell read the address as well.
    guard setting.name == "OLLAMA_HOST" else { return false }
    return script.commands.dropFirst(setting.index + 1).contains { command in
      let name = ProgramCall(command)?.name ?? ""
      return !["systemctl", "service", "docker", "podman", "echo", "sleep", "sudo", "brew", "tee", "curl"]
        .contains(name)
    }
  }
}
