/// All that a run found, in the order of CLI.md: path, then offset, then rule.
public struct Report: Sendable {
  public struct File: Sendable, Hashable {
    public let path: String
    public let format: String

    public init(path: String, format: String) {
      self.path = path
      self.format = format
    }
  }

  /// The hardware that findings were checked against, and who said so.
  public struct Machine: Sendable, Hashable {
    public let gpu: String?
    public let vramBytes: Int?
    public let ramBytes: Int?
    /// `flag`, `project`, `detected`.
    public let source: String

    public init(gpu: String?, vramBytes: Int?, ramBytes: Int?, source: String) {
      self.gpu = gpu
      self.vramBytes = vramBytes
      self.ramBytes = ramBytes
      self.source = source
    }
  }

  public let toolVersion: String
  public let machine: Machine?
  /// The files that were recognised, sorted by path.
  public let files: [File]
  public let diagnostics: [Diagnostic]
  /// Findings that `--fix` fixed in this run.
  public let fixed: Int
  /// How many files were looked at, by name at least.
  public let searched: Int

  public init(
    toolVersion: String, machine: Machine?, files: [File], diagnostics: [Diagnostic], fixed: Int, searched: Int = 0
  ) {
    self.searched = searched
    self.toolVersion = toolVersion
    self.machine = machine
    self.files = files
    self.diagnostics = diagnostics
    self.fixed = fixed
  }

  public func count(_ severity: Severity) -> Int { diagnostics.count { $0.severity == severity } }
  public var fixable: Int { diagnostics.count { $0.fix != nil } }
}
