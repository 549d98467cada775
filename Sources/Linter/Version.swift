extension LintRun {
  /// The version of the program. It stands here alone: `Packaging/version.py` reads it, and writes it into the
  /// manifests of the editors' extensions.
  public static let version = "0.1.0"
}
