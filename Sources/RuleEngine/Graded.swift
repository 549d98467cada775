/// A value that depends on evidence: the first whose condition definitely holds, else the last one.
///
///     severity: { error: { vendor: { is: nvidia } }, warning: always }
public struct Graded<Grade: Hashable & Sendable>: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public let grade: Grade
    public let when: Predicate

    public init(_ grade: Grade, when: Predicate) {
      self.grade = grade
      self.when = when
    }
  }

  public let steps: [Step]
  /// What holds without evidence.
  public let otherwise: Grade

  public init(_ steps: [Step] = [], otherwise: Grade) {
    self.steps = steps
    self.otherwise = otherwise
  }

  /// All that it can be.
  public var grades: [Grade] { steps.map(\.grade) + [otherwise] }

  func grade(in view: FactView) -> Grade {
    steps.first { $0.when.truth(in: view) == .holds }?.grade ?? otherwise
  }
}
