import Diagnostics

/// GitLab's code quality report.
///
/// Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
public enum GitLabReport {
  public static func render(_ report: Report) -> String {
    JSONText.array(
      zip(report.diagnostics, Fingerprint.of(report.diagnostics)).map { diagnostic, fingerprint in
        [
          "description": .string(diagnostic.text), "check_name": .string(diagnostic.rule),
          "fingerprint": .string(fingerprint), "severity": .string(severity(diagnostic.severity)),
          "location": [
            "path": .string(diagnostic.location.path),
            "lines": [
              "begin": .integer(diagnostic.location.start.line),
              "end": .integer(diagnostic.location.end.line),
            ],
          ],
        ]
      }
    ).pretty
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .info: "info"
    }
  }
}
