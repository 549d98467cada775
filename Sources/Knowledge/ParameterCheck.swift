import Syntax

extension OllamaParameter {
  /// What is wrong with `value` (quotes already removed); `nil` if nothing is.
  public func problem(with value: String) -> ValueProblem? {
    let hasComment = value.contains(" #") || value.contains("\t#")
    let bare = String(value.prefix { $0 != "#" }.trimmingBlanks)
    switch kind {
    case .text:
      return value.isEmpty ? ValueProblem(.empty, expected: "some text") : nil
    case .boolean:
      guard GoValues.bool(value) == nil else { return nil }
      if hasComment, GoValues.bool(bare) != nil { return commentProblem(bare) }
      let meant = ["yes": "true", "on": "true", "no": "false", "off": "false"][value.lowercased()]
      return ValueProblem(.unknownWord, corrected: meant, expected: "true or false")
    case .integer:
      guard let number = GoValues.integer(value) else {
        if hasComment, GoValues.integer(bare) != nil { return commentProblem(bare) }
        return ValueProblem(
          .notAnInteger, corrected: GoValues.meantInteger(bare).map(String.init),
          expected: "an integer")
      }
      return rangeProblem(Double(number))
    case .float:
      guard let number = GoValues.float(value) else {
        if hasComment, GoValues.float(bare) != nil { return commentProblem(bare) }
        let dotted = String(value.map { $0 == "," ? "." : $0 })
        if value.contains(","), GoValues.float(dotted) != nil {
          return ValueProblem(.decimalComma, corrected: dotted, expected: "a decimal point")
        }
        return ValueProblem(.notANumber, expected: "a number")
      }
      return rangeProblem(number)
    }
  }

  private func commentProblem(_ bare: String) -> ValueProblem {
    ValueProblem(.inlineComment, corrected: bare, expected: "comments on lines of their own")
  }

  private func rangeProblem(_ number: Double) -> ValueProblem? {
    guard let range, !range.contains(number) else { return nil }
    func show(_ bound: Double) -> String { bound == bound.rounded() ? String(Int(bound)) : String(bound) }
    let expected =
      range.upperBound >= 1e9
      ? "\(show(range.lowerBound)) or more"
      : "a number from \(show(range.lowerBound)) to \(show(range.upperBound))"
    return ValueProblem(.range, expected: expected)
  }
}
