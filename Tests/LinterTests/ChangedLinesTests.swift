import Testing

@testable import Linter

/// Which lines a diff changes, as `git diff` writes it.
@Suite struct ChangedLinesTests {
  private func lines(_ diff: String) throws -> ChangedLines { try ChangedLines(diff: Array(diff.utf8)) }

  @Test func addedAndReplacedLinesCount() throws {
    let changed = try lines(
      """
      diff --git a/compose.yaml b/compose.yaml
      --- a/compose.yaml
      +++ b/compose.yaml
      @@ -2 +2 @@ services:
      -    image: a
      +    image: b
      @@ -9,0 +10,2 @@
      +x
      +y
      """)
    #expect(
      [1, 2, 3, 9, 10, 11, 12].filter { changed.touch("compose.yaml", from: $0, to: $0) } == [2, 10, 11])
    #expect(changed.touch("compose.yaml", from: 3, to: 10))
    #expect(!changed.touch("other.yaml", from: 2, to: 2))
  }

  /// What git prints where it fails must not pass for a diff without changes.
  @Test(arguments: ["fatal: bad revision 'main...HEAD'\n", "502 Bad Gateway", "{}"]) func whatIsNoDiffIsRefused(_ text: String) {
    #expect(throws: ChangedLines.Failure.self) { try lines(text) }
  }

  @Test(arguments: ["", "\n", "diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n"])
  func aDiffWithoutLinesHasNone(_ text: String) throws {
    #expect(try !lines(text).touch("run.sh", from: 1, to: 1))
  }

  @Test(arguments: ["./compose.yaml", "b/compose.yaml", "b/./compose.yaml"]) func aPathIsWrittenInSeveralWays(_ path: String) throws {
    let changed = try lines("+++ \(path)\n@@ -0,0 +7 @@\n+x\n")
    #expect(changed.touch("compose.yaml", from: 7, to: 7))
  }

  /// Its hunks count the lines of several old files.
  @Test func theDiffOfAMergeIsRefused() {
    #expect(throws: ChangedLines.Failure.self) {
      try lines("diff --cc a\n--- a/a\n+++ b/a\n@@@ -1,1 -1,1 +1,2 @@@\n++x\n  y\n")
    }
  }

  @Test func contextLinesAreNotChanges() throws {
    let changed = try lines("+++ b/a\n@@ -1,3 +1,4 @@\n one\n+two\n three\n four\n")
    #expect((1...4).filter { changed.touch("a", from: $0, to: $0) } == [2])
  }

  /// An added line may look like a header.
  @Test func headersInsideAHunkAreText() throws {
    let changed = try lines("+++ b/a\n@@ -0,0 +1,2 @@\n+++ b/evil\n+@@ -1 +1 @@\n")
    #expect(changed.touch("a", from: 1, to: 2))
    #expect(!changed.touch("evil", from: 1, to: 1))
  }

  @Test func quotedNamesAreRead() throws {
    let changed = try lines("+++ \"b/m\\303\\266del\\t\\\".yaml\"\n@@ -0,0 +1 @@\n+x\n")
    #expect(changed.touch("m\u{F6}del\t\".yaml", from: 1, to: 1))
  }

  @Test func aRemovedFileHasNoLines() throws {
    let changed = try lines("--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n")
    #expect(!changed.touch("a", from: 0, to: 9))
  }

  @Test(arguments: ["@@ x @@", "@@ -1 +99999999999999999999 @@", "@@ -1,2,3 +1 @@", "@@ -1"])
  func aBrokenHeaderIsSaidWithItsLine(_ header: String) {
    #expect {
      try lines("+++ b/a\n" + header)
    } throws: { ($0 as? ChangedLines.Failure)?.message == "line 2 of the diff is not a hunk header" }
  }
}
