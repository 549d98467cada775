import Diagnostics

/// Findings counted by rule, the most frequent first.
public enum Statistics {
  public static func render(_ report: Report) -> String {
    let counts = Dictionary(grouping: report.diagnostics, by: \.rule).mapValues(\.count)
    let rows = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    let width = rows.map { String($0.value).count }.max() ?? 0
    return rows.map { row in
      String(repeating: " ", count: width - String(row.value).count) + "\(row.value)  \(row.key)\n"
    }.joined()
  }
}
