import Syntax

/// A Modelfile that is to be.
enum ModelfileAddition {
  /// `nil` where a Modelfile stands already.
  static func edits(_ addition: Addition, in source: SourceText) -> [Edit]? {
    guard addition.subject == .model, let base = addition.text(.base) else { return nil }
    let parameters = [
      ("num_ctx", addition.integer(.context)), ("num_predict", addition.integer(.outputStated)),
    ]
    let lines = parameters.compactMap { name, value in value.map { "PARAMETER \(name) \($0)" } }
    return source.writing((["FROM \(base)"] + lines).joined(separator: "\n") + "\n")
  }
}
