import Syntax
import Vocabulary

/// Settings with a comment that explains them: they are intended.
public enum Explanations {
  /// Comments beyond these are not looked at.
  private static let most = 2000

  /// Adds to each server, model and client the settings that are explained.
  public static func apply(to facts: inout [Fact], of document: Document, comments: [TextRange]) {
    // `Modelfile.qwen-maxgpu`: what the file is for is in its name.
    if document.id.path.split(separator: "/").last?.lowercased().contains("gpu") == true {
      for index in facts.indices where facts[index].subject == .model && facts[index].has(.gpuLayers) {
        facts[index].infer(.explained, .texts(["gpu-layers"]))
      }
    }
    guard !comments.isEmpty else { return }
    let lines = comments.prefix(most).map { Line($0, of: document) }
    // Who says that the store is gone with the container knows it.
    let isStoreMeant = lines.contains { line in
      ["ephemeral", "re-pull", "repull", "pulled again", "pull on every"].contains { line.text.contains($0) }
        && !["todo", "fixme"].contains { line.text.contains($0) }
    }
    if isStoreMeant {
      for index in facts.indices where facts[index].subject == .server && !facts[index].has(.modelVolume) {
        facts[index].infer(.modelVolume, nil)
      }
    }
    for index in facts.indices where [.server, .model, .client].contains(facts[index].subject) {
      let explained = settings.filter { attribute, words in
        guard let range = facts[index].attributes[attribute]?.range, range.document == document.id else { return false }
        return isExplained(at: range.range, by: words, lines, of: document)
      }.map(\.attribute.name)
      if !explained.isEmpty { facts[index].infer(.explained, .texts(explained)) }
    }
  }

  /// The settings that may be explained, in the order of their names, with the words that do so.
  private static let settings = words.sorted { $0.key < $1.key }.compactMap { name, words in
    Attribute(named: name).map { (attribute: $0, words: words) }
  }

  /// A comment, with the lines that it is in.
  private struct Line {
    let text: String
    let range: TextRange
    /// Whether nothing else is in its line.
    let isAlone: Bool

    init(_ range: TextRange, of document: Document) {
      self.range = range
      let bytes = document.source.bytes
      var start = min(range.start, bytes.count)
      while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
      isAlone = start == 0 || bytes[start - 1] == 0x0A
      text = range.length < 500 ? document.source.string(range).lowercased() : ""
    }
  }

  /// Whether a comment after the value, or the block of comments right above its line, has one of the words.
  private static func isExplained(
    at value: TextRange, by words: [String], _ comments: [Line], of document: Document
  ) -> Bool {
    let bytes = document.source.bytes
    var end = min(value.end, bytes.count)
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    var start = min(value.start, bytes.count)
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    func says(_ comment: Line) -> Bool {
      !comment.text.contains("ollama-lint") && words.contains { comment.text.contains($0) }
    }
    if comments.contains(where: { $0.range.start >= value.end && $0.range.end <= end && says($0) }) {
      return true
    }
    // From the line above upwards, as long as lines are comments.
    for comment in comments.reversed() where comment.range.end <= start {
      let between = bytes[comment.range.end..<start]
      guard comment.isAlone, between.allSatisfy({ [0x0A, 0x0D, 0x20, 0x09].contains($0) }),
        between.count(where: { $0 == 0x0A }) <= 1
      else { return false }
      if says(comment) { return true }
      start = comment.range.start
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    }
    return false
  }
}
