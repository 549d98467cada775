import Synchronization

/// Values that are worked out when they are first asked for, each by its question.
final class OncePer<Question: Hashable & Sendable, Value: Sendable>: Sendable {
  private let known = Mutex<[Question: Value]>([:])

  func value(of question: Question, _ make: () -> Value) -> Value {
    if let found = known.withLock({ $0[question] }) { return found }
    let made = make()
    known.withLock { $0[question] = made }
    return made
  }
}

/// A single value, computed once.
typealias Once<Value: Sendable> = OncePer<Bool, Value>

extension OncePer where Question == Bool {
  func value(_ make: () -> Value) -> Value { value(of: true, make) }
}
