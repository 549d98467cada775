import Foundation
import Generator
import Testing

/// What was reviewed line by line, and is to be again when it changes.
enum Golden {
  static func shown(_ plan: Plan) throws -> String {
    var text = plan.choice.reasons.joined(separator: "\n") + "\n\n"
    var texts = try ScratchFolder().texts(plan).texts
    texts["README.md"] = Array(plan.guide.utf8)
    for (path, bytes) in texts.sorted(by: { $0.key < $1.key }) {
      text += "--- \(path)\n\(String(decoding: bytes, as: UTF8.self))\n"
    }
    return text
  }

  static func compare(_ text: String, with name: String) throws {
    let path = (#filePath as NSString).deletingLastPathComponent + "/Goldens/\(name).txt"
    if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == "1" {
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
    let expected = try String(contentsOfFile: path, encoding: .utf8)
    #expect(expected == text)
  }
}
