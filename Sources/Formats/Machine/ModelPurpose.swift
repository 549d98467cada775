import Syntax
import Vocabulary

/// Whether a virtual machine or container is there to run language models, by what people wrote about it.
///
/// Most machines in most repositories have nothing to do with models, and a desktop for games is right to have
/// settings that cost a model server its speed. So nothing is said of a machine that no word speaks for.
enum ModelPurpose {
  /// Whether a name, a path or a sentence says so.
  ///
  /// A machine that only talks to a server elsewhere has the same words: `ollama-client`, `agent sandbox, uses
  /// http://box:11434`. One word of that kind and the text says nothing.
  static func isNamed(in text: String) -> Bool {
    let words = Self.words(of: text)
    guard !words.contains(where: elsewhere.contains) else { return false }
    // Any machine may have a GPU, and many an AI has none.
    if words.contains("gpu"), words.contains("ai") { return true }
    return words.contains { word in
      names.contains(word) || word.hasPrefix("ollama") || word.hasPrefix("llama") || word.hasSuffix("llm")
    }
  }

  /// Whether a part of a path says so: `vms/ollama.xml`, `llm-host/domain.xml`.
  static func isNamed(inPath path: String) -> Bool {
    path.split(separator: "/").contains { isNamed(in: String($0)) }
  }

  /// Whether a comment or description mentions the CPU or GPUs, which shows that the choice is intended.
  static func speaksOfGPU(_ text: String) -> Bool {
    words(of: text).contains { ["cpu", "gpu", "gpus", "nvidia", "cuda", "rocm", "vgpu"].contains($0) }
  }

  /// Whether a name says that there is to be no GPU.
  static func namesCPU(_ text: String) -> Bool { words(of: text).contains("cpu") }

  /// The same of a file or its folder: `apps/ollama-cpu/deployment.yaml`.
  static func namesCPU(inPath path: String) -> Bool { path.split(separator: "/").suffix(2).contains { namesCPU(String($0)) } }

  static func words(of text: String) -> Set<String> {
    Set(text.lowercased().words(withDigits: true).map(String.init))
  }

  /// Words by which a file or a service is for machines with a GPU.
  static let cards: Set<String> = ["gpu", "nvidia", "cuda", "amd", "rocm", "intel", "vulkan"]

  /// A comment's own directives to this tool name Ollama and mean nothing.
  static func isDirective(_ comment: String) -> Bool { comment.contains("ollama-lint:") }
}

extension Reason {
  /// A comment about GPUs or the CPU, by whomever.
  static func comment(_ text: String, at place: SourceRange) -> Reason {
    Reason(text.contains(CPUNote.text) ? CPUNote.reason : "a comment mentions it", at: place)
  }
}
