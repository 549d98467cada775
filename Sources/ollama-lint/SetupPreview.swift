import Generator
import Knowledge
import Memory
import Reporting

/// The files that `init` is about to write, and what the models in them take of the machine.
struct SetupPreview {
  let folder: GeneratedFolder
  let machine: Machine

  /// Whether the person has them written; `false` to be asked again.
  func isAccepted(
    _ prepared: (files: GeneratedFolder.Files, choice: ModelChoice)
  ) throws(Menu.Abandoned) -> Bool {
    let style = Terminal.style(color: .auto, toFile: false)
    let models = [prepared.choice.agent, prepared.choice.autocomplete].compactMap { $0 }
    let report = FitReport(machine: machine, entries: models.map(\.entry))
    Terminal.write("\n" + FitText(style: style).renderBudget(report) + "\n")
    let events = prepared.files.all.map { file in
      let event =
        switch file.state {
        case .missing: "new"
        case .same: "unchanged"
        case .other: "changes"
        }
      return (event: event, path: folder.shown(file.path))
    }
    Terminal.write(GenerationText(style: style).render(reasons: prepared.files.reasons, files: events) + "\n")
    while true {
      let choice = try Menu(
        "Write these files?",
        [
          .init("write", "into \(folder.path == "." ? "this directory" : folder.path)"),
          .init("show", "print them first"), .init("back", "answer the questions again"),
          .init("quit", "write nothing"),
        ]
      ).choose()
      switch choice {
      case 0: return true
      case 1: show(prepared.files)
      case 2: return false
      default: throw Menu.Abandoned()
      }
    }
  }

  private func show(_ files: GeneratedFolder.Files) {
    for file in files.all where file.state != .same {
      Terminal.write(SafeText.shownLines(folder.diff(of: file, hiding: files.secrets)))
    }
    Terminal.write("\n")
  }
}
