import Syntax
import Vocabulary

/// Signs that a container in a script has no GPU on purpose.
struct ShellPurpose {
  private let script: ShellScript
  private let document: Document
  private let host: String

  init(_ script: ShellScript, in document: Document, workspace: any Workspace) {
    self.script = script
    self.document = document
    // A code block is judged with the prose around it.
    let source =
      document.id.embedding.isEmpty
      ? document.source : workspace.source(at: document.id.path) ?? document.source
    host = source.string(source.range).lowercased()
  }

  func reason(for run: DockerRun) -> Reason? {
    if let name = run.last("--name")?.value, words(of: name).contains("cpu") {
      return Reason("the container's name says that it is for the CPU", at: document.at(run.range))
    }
    for comment in script.comments where comment.end <= run.range.start || run.range.contains(comment) {
      guard run.range.start - comment.end < 200 else { continue }
      let found = words(of: script.source.string(comment))
      if found.contains("cpu") || found.contains("gpu") || found.contains("nvidia") {
        return Reason("a comment speaks of it", at: document.at(comment))
      }
    }
    // Another command, or the text around it, shows the same with a GPU, or offers the CPU as a choice.
    for sign in [
      "--gpus", "nvidia.com/gpu", "/dev/kfd", "--runtime=nvidia", "--runtime nvidia", "cpu only", "cpu-only",
      "cpu_only",
    ]
    where host.contains(sign) {
      return Reason("the same file also shows it with \(sign)")
    }
    return nil
  }

  private func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }
}
