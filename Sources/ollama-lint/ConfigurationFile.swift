import Linter
import Syntax

/// Project configuration as it lies on disk.
enum ConfigurationFile {
  static func read(_ path: String) throws(RunFailure) -> ProjectConfiguration {
    try decode(try bytes(of: path), path)
  }

  /// The configuration that holds for a path; an empty one where there is none.
  static func find(for path: String) throws(RunFailure) -> ProjectConfiguration {
    guard let file = ProjectConfiguration.path(for: path) else { return ProjectConfiguration() }
    return try read(file)
  }

  static func bytes(of path: String) throws(RunFailure) -> [UInt8] {
    do {
      return try FileSystem.read(path, limit: 1 << 20).bytes
    } catch {
      throw RunFailure(message: "\(path): \(error.reason)")
    }
  }

  /// The rule files that it names are read from its own directory and below.
  static func decode(_ bytes: [UInt8], _ path: String) throws(RunFailure) -> ProjectConfiguration {
    let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    do {
      return try ConfigurationReader(path: path, bytes: bytes) { rule in
        guard !rule.hasPrefix("/"), !rule.split(separator: "/").contains("..") else { return nil }
        return (try? FileSystem.read(directory + rule, limit: 1 << 20)).map { SourceText($0.bytes) }
      }.read()
    } catch {
      throw RunFailure(message: error.description)
    }
  }
}
