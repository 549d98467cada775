import Syntax
import Vocabulary

/// Addresses of Ollama for Linux under which there is nothing any more: the bare program up to 0.3.6, the `.tgz` up to 0.13.
///
/// Sources: ollama/ollama issue 6472; ai-action/setup-ollama pull request 367; containers/ramalama pull request 2336.
struct DeadDownloads: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] {
    script.commands.enumerated().compactMap { index, command in
      for word in command.words {
        guard let text = word.text, let file = Self.dead(text) else { continue }
        return SettingFact.make(
          FactID(.key, document.id, ["download", String(index)]), name: file, value: text, kind: "download", format: "shell",
          problem: .outdated, corrected: file.hasSuffix(".tgz") ? file.dropLast(4) + ".tar.zst" : file + ".tar.zst",
          at: document.at(word.range))
      }
      return nil
    }
  }

  private static let places = [
    "ollama.com/download/", "ollama.ai/download/", "github.com/ollama/ollama/releases/latest/download/",
  ]

  /// The name of the file, where its address is that of the newest release.
  private static func dead(_ text: String) -> String? {
    for place in places {
      guard let found = text.firstRange(ofBytes: place) else { continue }
      let file = String(text[found.upperBound...])
      let isBare = ["ollama-linux-amd64", "ollama-linux-arm64"].contains(file)
      let isArchive = file.hasPrefix("ollama-linux-") && file.hasSuffix(".tgz") && !file.contains("/")
      if isBare || isArchive { return file }
    }
    return nil
  }
}
