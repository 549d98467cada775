import Foundation

@testable import Knowledge

/// A store in a directory of its own, which goes with the value.
final class TemporaryStore {
  let directory = FileManager.default.temporaryDirectory.path + "/store-\(UUID().uuidString)"
  var store: OllamaStore { OllamaStore(directory: directory) }
  private var blobCount = 0

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  /// Writes a model of these layers, each by the end of its media type.
  func add(_ path: String, configuration: String? = "{}", _ layers: [(String, [UInt8])]) throws {
    var items: [String] = []
    for (kind, content) in layers {
      let digest = try blob(content)
      items.append(
        #"{"mediaType":"application/vnd.ollama.image.\#(kind)","digest":"\#(digest)","size":\#(content.count)}"#
      )
    }
    let config = try configuration.map {
      let digest = try blob(Array($0.utf8))
      return
        #""config":{"mediaType":"application/vnd.docker.container.image.v1+json","digest":"\#(digest)"},"#
    }
    try addManifest(
      path, #"{"schemaVersion":2,\#(config ?? "")"layers":[\#(items.joined(separator: ","))]}"#)
  }

  func addManifest(_ path: String, _ text: String) throws {
    try write(Array(text.utf8), to: "manifests/" + path)
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    let file = URL(fileURLWithPath: directory + "/" + path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Digests are counted up: nothing here checks that they are true.
  private func blob(_ bytes: [UInt8]) throws -> String {
    blobCount += 1
    let digits = String(blobCount, radix: 16)
    let name = String(repeating: "0", count: 64 - digits.count) + digits
    try write(bytes, to: "blobs/sha256-" + name)
    return "sha256:" + name
  }
}
