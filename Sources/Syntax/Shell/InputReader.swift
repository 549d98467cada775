/// What reads the standard input of a command, such as a here-document.
struct InputReader {
  /// The program, without its folder: `cat`, `python3`; `nil` where a variable names it.
  let program: String?
  /// Whether it is a shell that runs what it reads.
  let isShell: Bool

  private static let shells: Set<Substring> = ["sh", "bash", "dash", "ash", "zsh", "ksh", "fish"]
  /// Programs that hand their input to the command that follows.
  private static let others: Set<Substring> = [
    "docker", "podman", "nerdctl", "kubectl", "oc", "incus", "lxc", "lxc-attach", "pct", "su", "runuser", "chroot", "arch-chroot",
    "nsenter", "machinectl", "systemd-run", "multipass", "vagrant", "distrobox", "toolbox", "wsl", "wsl.exe", "sshpass", "doas",
  ]
  /// Options of ssh that take a word of their own (ssh(1)).
  private static let optionsOfSSH = Set("BbcDEeFIiJLlmOoPpQRSWw")

  init(_ words: ArraySlice<ShellScript.Word>) {
    // `sudo -u me bash`: who it is run as is not a program, but what follows may be one.
    let rest = words.drop { word in word.text.map { ShellReader.wrappers.contains($0) || $0.hasPrefix("-") } ?? false }
    let texts = rest.map(\.text)
    let names = texts.map { text in text?.split(separator: "/").last ?? "" }
    program = texts.lazy.compactMap(\.self).first.map { String($0.split(separator: "/").last ?? "") }
    guard let first = names.first else {
      isShell = false
      return
    }
    if Self.shells.contains(first) {
      isShell = Self.runsInput(texts.dropFirst())
    } else if first == "ssh" || first == "sshpass" && names.contains("ssh") {
      let command = Self.command(ofSSH: texts.drop { $0?.hasSuffix("ssh") != true }.dropFirst())
      isShell = command.isEmpty || Self.isShell(command)
    } else if Self.others.contains(first) || rest.count < words.count, let shell = names.firstIndex(where: Self.shells.contains) {
      isShell = Self.runsInput(texts[(shell + 1)...])
    } else {
      isShell = false
    }
  }

  /// Whether a shell with these arguments runs its input: there is no script and no `-c` that does.
  private static func runsInput(_ arguments: ArraySlice<String?>) -> Bool {
    arguments.contains("-s")
      || arguments.allSatisfy {
        $0 == "-" || $0?.hasPrefix("-") == true && $0?.hasPrefix("--") != true && $0?.contains("c") != true
          || $0 == "--login"
      }
  }

  /// The words that ssh runs on the other machine.
  private static func command(ofSSH words: ArraySlice<String?>) -> ArraySlice<String?> {
    var rest = words
    while let word = rest.first, let option = word, option.hasPrefix("-") {
      rest.removeFirst()
      if option.count == 2, let letter = option.last, optionsOfSSH.contains(letter) { rest = rest.dropFirst() }
    }
    return rest.dropFirst()
  }

  private static func isShell(_ command: ArraySlice<String?>) -> Bool {
    let words = command.flatMap { text in
      text.map { $0.split(separator: " ").map(String.init) as [String?] } ?? [nil]
    }.drop { $0.map(ShellReader.wrappers.contains) ?? false }
    guard let first = words.first, let name = first?.split(separator: "/").last, shells.contains(name) else { return false }
    return runsInput(words.dropFirst())
  }
}
