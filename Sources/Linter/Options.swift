import Diagnostics
import Knowledge

/// What a run is asked to do, the project's configuration included.
public struct Options: Sendable {
  /// Files and directories as given; empty means the working directory.
  public var paths: [String] = []
  /// A text to lint as if it were the file at this path.
  public var standardInput: (path: String, bytes: [UInt8])?
  /// Texts that an editor holds, by absolute path; they count instead of what is on disk.
  public var open: [String: [UInt8]] = [:]
  public var severity = Severity.warning
  public var select: [String] = []
  public var ignore: [String] = []
  /// Findings that are known and not reported again.
  public var baseline: Baseline?
  /// The machine that flags describe.
  public var machine: Machine?
  public var configuration = ProjectConfiguration()
  /// How many threads may be used.
  public var threads = Parallel.processors
  /// Where neither flags nor the configuration describe a machine, the computer itself is asked.
  public var thisComputer = ThisComputer(detects: false)
  /// Paths are shown relative to it; without one, to the process's own.
  public var workingDirectory: String?

  public init() {}
}
