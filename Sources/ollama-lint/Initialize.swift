import ArgumentParser
import Generator
import Knowledge
import Linter
import Reporting
import Syntax

extension Wish.Preference: ExpressibleByArgument {}

/// `init`: from a machine and a wish to a working set of files.
struct Initialize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write the files of a deployment for this machine, or the one described.",
    discussion: """
      New files are written. Of files that are there, nothing is lost: what the wish would change in them is shown, \
      and done with --yes.
      """)

  @Option(
    help:
      "Where the server runs: native, docker, podman, lxc-proxmox, lxc-incus, kvm-libvirt, kvm-proxmox, kubernetes."
  )
  var topology: String?

  @Option(
    help:
      "What uses it, separated by commas: opencode, continue, aider, cline, roo, zed, codex, goose, crush, claude-code, open-webui."
  )
  var harness: String?

  @OptionGroup var hardware: MachineOptions

  @Option(help: "What matters: quality or speed.")
  var prefer: Wish.Preference?

  @Option(help: "Context length of the agent in tokens.")
  var context: Int?

  @Option(
    help: ArgumentHelp(
      "The agent's model. One that does not fit gets a model on ollama.com beside a local one, as does a context.",
      valueName: "name"))
  var model: String?

  @Flag(help: "The agent must see images.")
  var vision = false

  @Flag(help: "Nothing may be asked of models elsewhere, by anybody.")
  var offlineOnly = false

  @Flag(help: "No remote model for what does not fit.")
  var noRemote = false

  @Option(help: ArgumentHelp("Where the files go.", valueName: "dir"))
  var output = "."

  @Flag(help: "Say what would be written, and write nothing.")
  var dryRun = false

  @Flag(help: "Show what would be written as a unified diff, and write nothing.")
  var diff = false

  @Flag(help: "Ask nothing, and change files that are there, too.")
  var yes = false

  @Flag(help: "End with 1 if the files are not as they are wanted.")
  var check = false

  func run() throws {
    do {
      try generate()
    } catch {
      let message =
        (error as? RunFailure)?.message ?? (error as? GeneratorError)?.message
        ?? (error as? Linter.Failure)?.message
      Terminal.complain("ollama-lint: " + SafeText.shown(message ?? "\(error)"))
      Terminal.exit(2)
    }
  }

  private func generate() throws {
    let folder = GeneratedFolder(output)
    let configuration = try ConfigurationFile.find(for: folder.path)
    let reader = WishReader(self, configuration)
    var asked = try reader.asked()
    let machine = try hardware.described() ?? configuration.machine(for: "") ?? MachineDetection().detect()
    // The machine is written down where it was described, so that the files can be made again elsewhere.
    let described = try hardware.described() ?? configuration.machine(for: "")
    var wish = try reader.wish(asked, machine)
    if configuration.wanted == nil, WishReader.isAsking(self),
      !reader.agrees(to: try folder.plan(wish).plan.choice)
    {
      asked.remote = false
      wish.allowsRemote = false
    }
    let known = configuration.wanted
    let files = try folder.files(wish) {
      WishFile(asked: asked, known: known, machine: described, choice: $0)
    }
    if check { return report(drift: files.all.filter { $0.state != .same }) }
    if diff {
      for file in files.all {
        Terminal.write(
          UnifiedDiff.render(
            path: folder.shown(file.path), before: file.before ?? [], after: file.after, hiding: files.secrets
          ))
      }
      return
    }
    let isTaken = yes || (!dryRun && accepts(files.all.filter { $0.state == .other }, folder, files.secrets))
    // All is written before anything is said: whoever reads along may stop reading.
    let failures = dryRun ? [] : try folder.write(files, changing: isTaken)
    let events = files.all.map { file in
      switch file.state {
      case .missing: (event: dryRun ? "would write" : "wrote", path: folder.shown(file.path))
      case .same: (event: "as wanted", path: folder.shown(file.path))
      case .other: (event: isTaken ? "changed" : "kept", path: folder.shown(file.path))
      }
    }
    let style = Terminal.style(color: .auto, toFile: false)
    Terminal.write(GenerationText(style: style).render(reasons: files.reasons, files: events))
    for change in files.refused { Terminal.write("  no place for \(SafeText.shown(change))\n") }
    if !files.refused.isEmpty {
      Terminal.write(
        "\nWhat has no place is missing from the deployment: the file is broken, or\n"
          + "  holds something else there. Mend or move it, and run init again.\n")
    }
    if !isTaken, files.all.contains(where: { $0.state == .other }) {
      Terminal.write("\nThe wish would change what was kept: --diff shows how, --yes does it.\n")
    }
    for failure in failures {
      Terminal.complain("ollama-lint: \(SafeText.shown(failure.path)): \(failure.reason)")
    }
    if !failures.isEmpty { Terminal.exit(2) }
    if !dryRun { try lint(folder) }
  }

  /// Whether a person at the terminal agrees to the changes.
  private func accepts(_ changed: [GeneratedFolder.File], _ folder: GeneratedFolder, _ secrets: Secrets)
    -> Bool
  {
    guard !changed.isEmpty, WishReader.isAsking(self) else { return false }
    for file in changed {
      Terminal.write(
        UnifiedDiff.render(
          path: folder.shown(file.path), before: file.before ?? [], after: file.after, hiding: secrets))
    }
    Terminal.write("Change these files? [y/N] ")
    return Terminal.isAgreed()
  }

  private func report(drift: [GeneratedFolder.File]) {
    for file in drift {
      Terminal.write(
        "\(SafeText.shown(file.path)) \(file.state == .missing ? "is missing" : "has drifted")\n")
    }
    if drift.isEmpty { Terminal.write("The files are as they are wanted.\n") }
    Terminal.exit(drift.isEmpty ? 0 : 1)
  }

  /// What the linter says of all that is there now.
  private func lint(_ folder: GeneratedFolder) throws {
    let report = try folder.lint(try hardware.described())
    let count = report.diagnostics.count
    Terminal.write(
      count == 0
        ? "\nollama-lint finds nothing to say about them. \(folder.guide) has the commands to run.\n"
        : "\nollama-lint has \(count) \(count == 1 ? "finding" : "findings") about what was there; "
          + "--fix mends \(report.fixable).\n")
  }
}
