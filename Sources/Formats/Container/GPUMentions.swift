import Syntax
import Vocabulary

/// What the comments of a document, and the README beside it, say of the GPU that its servers have or lack.
///
/// People write "no GPU in this box" into the head of a file or into its README far more often than beside the service.
public enum GPUMentions {
  /// Prose of more than this is not looked at.
  private static let limit = 1 << 17

  /// Adds what is said to each server without a GPU.
  public static func apply(
    to facts: inout [Fact], of document: Document, comments: [TextRange], in workspace: any Workspace
  ) {
    let silent = facts.indices.filter {
      facts[$0].subject == .server && facts[$0][.gpu] == .noGPU && !facts[$0].has(.gpuIntended)
    }
    guard !silent.isEmpty else { return }
    let said = inComments(comments, of: document)
    let readme = document.id.isDocumentation ? nil : readme(beside: document.id.path, in: workspace)
    let mentions = said + (readme ?? [])
    let absence = mentions.first { $0.vendor == nil }
    let presence = mentions.first { $0.vendor != nil }
    for index in silent {
      if let absence {
        facts[index].infer(.gpuIntended, .text(absence.reason.message), because: [absence.reason])
      } else if let presence, let vendor = presence.vendor, !facts[index].has(.gpuExpected) {
        facts[index].infer(.gpuExpected, .text(vendor), because: [presence.reason])
      }
    }
  }

  /// A sentence about a GPU: of one that is there, or of none.
  private struct Mention: Sendable {
    /// `nil` where it says that there is none, or that none is needed.
    let vendor: String?
    let reason: Reason
  }

  private static func inComments(_ comments: [TextRange], of document: Document) -> [Mention] {
    var left = limit
    var found: [Mention] = []
    for comment in comments {
      left -= comment.length
      guard left > 0 else { break }
      // What is commented out is no sentence.
      guard saysNone(document.source.string(comment).lowercased()) else { continue }
      found.append(
        Mention(vendor: nil, reason: Reason("a comment says that there is no GPU", at: document.at(comment))))
    }
    return found
  }

  private static func readme(beside path: String, in workspace: any Workspace) -> [Mention] {
    let directory = Path.directory(of: path)
    return workspace.remembered("gpu mentions in " + directory) {
      guard
        let name = workspace.names(in: directory).first(where: {
          ["readme.md", "readme.markdown", "readme.txt", "readme"].contains($0.lowercased())
        }), let source = workspace.source(at: directory.isEmpty ? name : directory + "/" + name),
        source.bytes.count <= limit
      else { return [] }
      let document = DocumentID(directory.isEmpty ? name : directory + "/" + name)
      var found: [Mention] = []
      var start = 0
      for line in String(decoding: source.bytes, as: UTF8.self).utf8.split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      {
        let at = SourceRange(document, TextRange(start, start + line.count))
        start += line.count + 1
        let text = String(Substring(line)).lowercased()
        if saysNone(text) {
          found.append(Mention(vendor: nil, reason: Reason("the README says that no GPU is needed", at: at)))
        } else if let vendor = vendor(in: text) {
          found.append(Mention(vendor: vendor, reason: Reason("the README mentions its GPU", at: at)))
        }
      }
      return found
    }
  }

  private static let none = [
    "no gpu", "cpu only", "cpu-only", "only cpu", "without gpu", "without a gpu", "no dedicated gpu",
    "no nvidia",
    "cpu inference", "cpu mode", "runs on cpu", "run on cpu", "running on cpu", "runs on the cpu",
    "run on the cpu",
    "gpu optional", "optional gpu", "gpu is optional", "gpu (optional", "(optional) gpu",
    "gpu support (optional",
    "gpu not required", "gpu is not required", "don't have a gpu", "not have a gpu", "lacks a gpu",
    "gpu-less", "gpuless", "keine gpu", "ohne gpu", "sin gpu", "sans gpu", "solo cpu", "nur cpu",
  ]

  /// Whether a line says, in lower case, that there is no GPU or that it may be missing.
  private static func saysNone(_ text: String) -> Bool {
    guard text.contains("pu") else { return false }
    return none.contains { text.contains($0) }
  }

  private static let vendors = [
    ("nvidia", "nvidia"), ("cuda", "nvidia"), ("geforce", "nvidia"), ("rtx ", "nvidia"), ("rocm", "amd"),
    ("radeon", "amd"),
  ]

  /// Words of a line that leaves the reader a choice.
  private static let choice = [
    "option", "if you", "if available", "if present", "when available", " or ", "supports", "alternative",
    "either",
    "recommended", "e.g.", "example", "uncomment", "for gpu", "enable",
  ]

  private static func vendor(in text: String) -> String? {
    guard let vendor = vendors.first(where: { text.contains($0.0) })?.1,
      !choice.contains(where: { text.contains($0) })
    else { return nil }
    return vendor
  }
}
