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
    guard isInside(file, LintRun.repository(above: directory(of: file))) else {
      throw RunFailure(message: "\(file): symbolic link points outside the repository and is not followed")
    }
    return try read(file)
  }

  /// Findings to live with.
  ///
  /// - Parameter settings: the folder of the configuration that names it, in whose repository it must lie, or else in that
  ///   folder, whatever links point to it; `nil` where the user named the file.
  static func baseline(_ file: String, namedIn settings: String?) throws(RunFailure) -> [UInt8] {
    if let settings, !isInside(file, LintRun.repository(above: settings) ?? settings) {
      throw RunFailure(message: "\(file): baseline is outside the repository and is not read")
    }
    guard FileSystem.status(of: file, followingLink: true) != nil else {
      throw RunFailure(message: "\(file): cannot read this baseline (--write-baseline creates one)")
    }
    return try bytes(of: file, limit: SyntaxLimits.bytes)
  }

  static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// Whether a file is in a folder once every link is resolved; one that is not there lies nowhere else.
  private static func isInside(_ file: String, _ folder: String?) -> Bool {
    guard let folder, let base = FileSystem.realPath(folder), let real = FileSystem.realPath(file) else {
      return true
    }
    return real.hasPrefix(base == "/" ? base : base + "/")
  }

  static func bytes(of path: String, limit: Int = 1 << 20) throws(RunFailure) -> [UInt8] {
    let bytes: [UInt8]
    do { bytes = try FileSystem.read(path, limit: limit + 1).bytes } catch {
      throw RunFailure(message: "\(path): \(error.reason)")
    }
    // What comes after the limit would be ignored, and nobody would know.
    guard bytes.count <= limit else { throw RunFailure(message: "\(path): is larger than \(limit >> 20) MiB and is not read") }
    return bytes
  }

  /// The rule files that it names are read from its own directory and below.
  static func decode(_ bytes: [UInt8], _ path: String) throws(RunFailure) -> ProjectConfiguration {
    let folder = directory(of: path)
    do {
      return try ConfigurationReader(path: path, bytes: bytes) { rule in
        let file = folder + "/" + rule
        guard !rule.hasPrefix("/"), !rule.split(separator: "/").contains(".."), isInside(file, folder) else {
          return nil
        }
        return (try? Self.bytes(of: file)).map { SourceText($0) }
      }.read()
    } catch {
      throw RunFailure(message: error.description)
    }
  }
}
