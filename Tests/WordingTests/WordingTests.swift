import Testing
import Wording

@Suite struct WordingTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (65536, "65,536"), (1_048_576, "1,048,576"), (-1000, "-1,000"),
  ]) func digitsAreGroupedByThousands(_ number: Int, _ text: String) {
    #expect(Wording.number(number) == text)
  }

  @Test func theLargestNumbersAreNoTrap() {
    #expect(Wording.number(.min) == "-9,223,372,036,854,775,808")
    #expect(Wording.size(.max) == "8,589,934,592.0 GiB")
    #expect(Wording.size(.min) == "0 bytes")
  }

  @Test(arguments: [
    (8 << 30, "8.0 GiB"), (11_027_000_000, "10.3 GiB"), (1 << 29, "0.5 GiB"), (1 << 28, "0.3 GiB"),
    (64 << 20, "64 MiB"), (12 << 10, "12 KiB"), (1, "1 byte"), (0, "0 bytes"), (1 << 40, "1,024.0 GiB"),
  ]) func sizesAreInGiBWithOneDecimal(_ bytes: Int, _ text: String) {
    #expect(Wording.size(bytes) == text)
  }

  @Test(arguments: [(4096, "4K"), (131_072, "128K"), (40_000, "40,000"), (500, "500"), (1 << 20, "1M")])
  func aRoundContextIsSaidInK(_ tokens: Int, _ text: String) {
    #expect(Wording.shortTokens(tokens) == text)
  }

  @Test(arguments: [
    (4096, "a 4,096"), (8192, "an 8,192"), (11_000, "an 11,000"), (110_000, "a 110,000"),
    (81_920, "an 81,920"),
  ])
  func theArticleFollowsTheSpokenNumber(_ tokens: Int, _ text: String) {
    #expect(Wording.context(tokens) == "\(text)-token context")
  }

  @Test func rangesAreShort() {
    #expect(Wording.speed(34.6, 55.2) == "35-55 tokens/s")
    #expect(Wording.speed(34.6, 35.2) == "about 35 tokens/s")
  }

  @Test func countsAgreeWithTheirNoun() {
    #expect(Wording.count(1, "file") == "1 file")
    #expect(Wording.count(1200, "file") == "1,200 files")
  }

  @Test(arguments: [(-1, "forever"), (0, "0 s"), (90, "90 s"), (300, "5 min"), (7200, "2 h")])
  func durationsNeedNoFraction(_ seconds: Int, _ text: String) {
    #expect(Wording.duration(seconds: seconds) == text)
  }

  @Test func listsEndWithAConjunction() {
    #expect(Wording.list([]) == "none")
    #expect(Wording.list(["a"]) == "a")
    #expect(Wording.list(["a", "b", "c"], "or") == "a, b or c")
  }
}
