import Foundation

/// How many random inputs a test tries; `ROUNDS=20000 swift test --filter SyntaxTests` tries more.
enum Rounds {
  static let count = ProcessInfo.processInfo.environment["ROUNDS"].flatMap { Int($0) } ?? 2_000
}
