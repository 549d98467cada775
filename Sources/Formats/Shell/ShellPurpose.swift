import Syntax
import Vocabulary

/// Signs that a container in a script has no GPU on purpose.
struct ShellPurpose {
  private let script: ShellScript
  private let document: Document
  /// What in the same file, or in the prose around a code block, says that there is a choice.
  private let sign: String?

  /// Prose of more than this is not looked at again for each of its code blocks.
  private static let prose = 1 << 18
  private static let signs = words.map { (text: $0, needle: FoldedNeedle($0)) }

  init(_ script: ShellScript, in document: Document, workspace: any Workspace) {
    self.script = script
    self.document = document
    let host = document.id.embedding.isEmpty ? nil : workspace.source(at: document.id.path)
    let source = host.flatMap { $0.bytes.count > Self.prose ? nil : $0 } ?? document.source
    sign = Self.signs.first { $0.needle.occurs(in: source.bytes) }?.text
  }

  func reason(for run: DockerRun) -> Reason? {
    if let name = run.last("--name")?.value, words(of: name).contains("cpu") {
      return Reason("the container name says CPU", at: document.at(run.range))
    }
    for comment in comments(near: run.range) {
      let found = words(of: script.source.string(comment))
      if found.contains("cpu") || found.contains("gpu") || found.contains("nvidia") {
        return .comment(script.source.string(comment), at: document.at(comment))
      }
    }
    return sign.map { Reason("the same file also shows it with \($0)") }
  }

  /// The comments that are in a command or right before it.
  private func comments(near range: TextRange) -> some Sequence<TextRange> {
    let comments = script.comments
    return comments[comments.index(behind: { $0.end + 200 <= range.start })...].prefix {
      $0.start < range.end
    }
    .filter { $0.end <= range.start || range.contains($0) }
  }

  private func words(of text: String) -> [String] {
    text.lowercased().words(withDigits: true).map(String.init)
  }
}
