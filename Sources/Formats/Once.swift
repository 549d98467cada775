import Synchronization

/// A value that is worked out when it is first asked for.
final class Once<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)

  func value(_ make: () -> Value) -> Value {
    if let found = known.withLock({ $0 }) { return found }
    let made = make()
    known.withLock { $0 = made }
    return made
  }
}
