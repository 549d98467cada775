import Testing

@testable import Linter

/// Shell patterns over paths.
@Suite struct WildcardTests {
  @Test(arguments: [
    ("*.log", "a.log", true), ("*.log", "a.txt", false), ("[ab].c", "b.c", true), ("[!ab].c", "b.c", false),
    ("[", "[", true), ("[a", "[a", true), ("[a", "a", false), ("a[", "a[", true), ("[]]", "]", true), ("[[]", "[", true),
    ("**/x", "x", true), ("**/x", "a/b/x", true), ("a/*", "a/b/c", false),
  ])
  func aPatternTakesItsPaths(_ pattern: String, _ path: String, _ isTaken: Bool) {
    #expect(Wildcard.matches(pattern, path: path) == isTaken)
  }

  /// For each bracket the whole rest would be looked through for its end.
  @Test func bracketsThatNothingClosesCostNothing() {
    let pattern = [UInt8](repeating: 0x5B, count: 1 << 20)
    let path = [UInt8](repeating: 0x5B, count: 2000)
    #expect(!Wildcard.matches([0x2A] + pattern, path))
  }
}
