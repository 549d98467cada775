import ClientDescription
import Syntax
import Synchronization

/// Where the texts at a path are first, worked out once.
final class FirstPlaces: Sendable {
  private struct Question: Hashable {
    let path: SettingPath
    let start: [PathStep]
  }

  private let known = Mutex<[Question: [String: TextRange]]>([:])

  func of(_ path: SettingPath, _ start: [PathStep], _ made: () -> [String: TextRange]) -> [String: TextRange] {
    let question = Question(path: path, start: start)
    if let found = known.withLock({ $0[question] }) { return found }
    let new = made()
    known.withLock { $0[question] = new }
    return new
  }
}
