import Testing

@testable import Formats

/// Sizes and sets as containers are given them.
@Suite struct ContainerTests {
  @Test(
    arguments: [
      ("2", 2), ("1.5", 1.5), ("500m", 0.5), ("0", nil), ("-1", nil), ("x", nil), ("inf", nil), ("nan", nil),
    ] as [(String, Double?)]) func processorsAreCounted(_ text: String, _ count: Double?)
  {
    #expect(CPUSize.processors(text) == count)
  }

  @Test(
    arguments: [
      ("0-3", 4), ("0,2,4", 3), ("0-1,8-9", 4), ("5", 1), ("3-1", nil), ("", nil), ("a", nil),
      ("0-99999999", nil),
      ("1-2-3", nil), (",", nil),
    ] as [(String, Double?)]) func setsOfProcessorsAreCounted(_ text: String, _ count: Double?)
  {
    #expect(CPUSize.count(inSet: text) == count)
  }
}
