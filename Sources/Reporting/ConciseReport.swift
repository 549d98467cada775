import Diagnostics

/// One line a finding, as compilers print it: `path:line:column: severity: message [rule]`.
///
/// Vim's quickfix list, Emacs' compilation mode and problem matchers read it as it is.
public enum ConciseReport {
  public static func render(_ report: Report) -> String {
    report.diagnostics.map { diagnostic in
      let place = diagnostic.location
      let message = SafeText.shown(diagnostic.message.split(separator: "\n").joined(separator: " "))
      return "\(SafeText.shown(place.path)):\(place.start.line):\(place.start.column): "
        + "\(diagnostic.severity.rawValue): \(message) [\(diagnostic.rule)]\n"
    }.joined()
  }
}
