import ArgumentParser
import Generator
import Knowledge
import Linter
import Reporting
import Syntax

extension SetupRequest.Preference: ExpressibleByArgument {}

/// `init`: from a machine and a setup request to a working set of files.
struct Initialize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write the files for a deployment on this machine, or on the one described.",
    discussion: """
      Without options at a terminal, init asks what to set up and shows the files before it writes them. With options it \
      asks nothing.

      New files are written. Existing files are only changed with --yes; without it, init shows what it would change \
      in them.
      """)

  @Option(
    help:
      "Where Ollama runs: native, docker, podman, lxc-proxmox, lxc-incus, kvm-libvirt, kvm-proxmox, kubernetes."
  )
  var topology: String?

  @Option(
    help:
      "Clients to configure, comma-separated, those that .ollama-lint.yaml describes too: opencode, continue, aider, cline, roo, zed, codex, goose, crush, claude-code, open-webui."
  )
  var harness: String?

  @OptionGroup var hardware: MachineOptions

  @Option(help: "What matters more.")
  var prefer: SetupRequest.Preference?

  @Option(
    help: ArgumentHelp("Context length for the agent in tokens, such as 65536 or 64K.", valueName: "tokens"))
  var context: TokenCount?

  @Option(
    help: ArgumentHelp(
      "Model for the agent. If it or its context does not fit, a model on ollama.com is set up next to a local one.",
      valueName: "name"))
  var model: String?

  @Flag(help: "Require a model that accepts images.")
  var vision = false

  @Flag(help: "Use local models only, and turn cloud models off on the server.")
  var offlineOnly = false

  @Flag(help: "Do not set up a remote model for what does not fit.")
  var noRemote = false

  @Option(help: ArgumentHelp("Directory to write to.", valueName: "dir"))
  var output = "."

  @Flag(help: "List what would be written, and write nothing.")
  var dryRun = false

  @Flag(help: "Show what would be written as a unified diff, and write nothing.")
  var diff = false

  @Flag(help: "Do not ask, and change existing files too.")
  var yes = false

  @Flag(help: "Exit with status 1 if the files differ from the setup.")
  var check = false

  func run() throws {
    do {
      try generate()
    } catch is Menu.Abandoned {
      Terminal.complain("Nothing was written.")
      Terminal.exit(1)
    } catch {
      let message =
        (error as? RunFailure)?.message ?? (error as? GeneratorError)?.message
        ?? (error as? LintRun.Failure)?.message
      Terminal.complain("ollama-lint: " + SafeText.shown(message ?? "\(error)"))
      Terminal.exit(2)
    }
  }

  private func generate() throws {
    let folder = GeneratedFolder(output)
    let configuration = try ConfigurationFile.find(for: folder.path)
    let reader = SetupReader(self, configuration)
    var asked = try reader.asked()
    var machine = try hardware.described() ?? configuration.machine(for: "") ?? MachineDetection().detect()
    // The machine is written down where it was described, so that the files can be made again elsewhere.
    var described = try hardware.described() ?? configuration.machine(for: "")
    let recorded = configuration.machine(for: "")
    let known = configuration.wanted
    func prepared() throws -> (files: GeneratedFolder.Files, choice: ModelChoice) {
      let request = try reader.request(asked, machine)
      let (asked, described) = (asked, described)
      var choice: ModelChoice?
      let files = try folder.files(request) {
        choice = $0
        return SetupFile(
          asked: asked, known: known, machine: described, choice: $0,
          isOtherMachine: described != recorded)
      }
      return (files, try choice ?? folder.plan(request).plan.choice)
    }
    let isAsked = known == nil && SetupReader.isAsking(self)
    if isAsked {
      let dialog = SetupDialog(folder: folder.path, configuration)
      repeat {
        let answers = try dialog.ask(machine, asked)
        asked = answers.wanted
        if answers.isDescribed {
          machine = answers.machine
          described = answers.machine
        }
        asked.remote = true
        asked.remote = reader.agrees(to: try folder.plan(try reader.request(asked, machine)).plan.choice)
      } while try !SetupPreview(folder: folder, machine: machine).isAccepted(try prepared())
    }
    let files = try prepared().files
    if check { return report(drift: files.all.filter { $0.state != .same }, refused: files.refused) }
    if diff {
      for file in files.all {
        let text = folder.diff(of: file, hiding: files.secrets)
        // Byte for byte for who applies it.
        Terminal.write(Terminal.isShown ? Array(SafeText.shownLines(text).utf8) : text)
      }
      return
    }
    let isTaken = yes || (!dryRun && accepts(files.all.filter { $0.state == .other }, folder, files.secrets))
    // Write everything before printing: the reader of a pipe may close it early.
    let failures = dryRun ? [] : try folder.write(files, changing: isTaken)
    let events = files.all.map { file in
      switch file.state {
      case .missing: (event: dryRun ? "would write" : "wrote", path: folder.shown(file.path))
      case .same: (event: "unchanged", path: folder.shown(file.path))
      case .other: (event: isTaken ? "changed" : "kept", path: folder.shown(file.path))
      }
    }
    let style = Terminal.style(color: .auto, toFile: false)
    // The preview gave the reasons.
    Terminal.write(GenerationText(style: style).render(reasons: isAsked ? [] : files.reasons, files: events))
    for change in files.refused { Terminal.write("  not written: \(SafeText.shown(change))\n") }
    if !files.refused.isEmpty {
      Terminal.write(
        "\nSome settings could not be written: the file does not parse, has something else\n"
          + "  in that place, shares that place with another service, or is behind a link\n"
          + "  that points outside the folder. Change it by hand, then run init again.\n")
    }
    if !isTaken, files.all.contains(where: { $0.state == .other }) {
      Terminal.write("\nExisting files were not changed. --diff shows the changes, --yes makes them.\n")
    }
    for failure in failures {
      Terminal.complain("ollama-lint: \(SafeText.shown(failure.path)): \(failure.reason)")
    }
    // The commands that the guide names would use files that are not as they should be.
    if !failures.isEmpty || !dryRun && !files.refused.isEmpty { Terminal.exit(2) }
    if !dryRun { try lint(folder) }
  }

  /// Whether a person at the terminal agrees to the changes.
  private func accepts(_ changed: [GeneratedFolder.File], _ folder: GeneratedFolder, _ secrets: Secrets)
    -> Bool
  {
    guard !changed.isEmpty, SetupReader.isAsking(self) else { return false }
    for file in changed {
      Terminal.write(SafeText.shownLines(folder.diff(of: file, hiding: secrets)))
    }
    Terminal.write("Change these files? [y/N] ")
    return Terminal.isAgreed()
  }

  private func report(drift: [GeneratedFolder.File], refused: [String]) {
    for file in drift {
      Terminal.write(
        "\(SafeText.shown(file.path)) \(file.state == .missing ? "is missing" : "has drifted")\n")
    }
    for change in refused { Terminal.write("cannot be written: \(SafeText.shown(change))\n") }
    if drift.isEmpty, refused.isEmpty { Terminal.write("The files match the setup.\n") }
    Terminal.exit(drift.isEmpty && refused.isEmpty ? 0 : 1)
  }

  /// What the linter says of all that is there now.
  private func lint(_ folder: GeneratedFolder) throws {
    let report = try folder.lint(try hardware.described())
    let count = report.diagnostics.count
    Terminal.write(
      count == 0
        ? "\nNo findings. The commands to run next are in \(folder.guide).\n"
        : "\n\(count) \(count == 1 ? "finding" : "findings") in existing files; "
          + "\(report.fixable) fixable with ollama-lint --fix.\n")
  }
}
