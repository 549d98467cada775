import ArgumentParser

/// A number of tokens on the command line: `65536`, or as reports write it, `64K` and `1M`, by 1,024.
struct TokenCount: ExpressibleByArgument {
  let tokens: Int

  init?(argument: String) {
    let factor =
      switch argument.utf8.last {
      case UInt8(ascii: "k"), UInt8(ascii: "K"): 1 << 10
      case UInt8(ascii: "m"), UInt8(ascii: "M"): 1 << 20
      default: 1
      }
    guard let number = Int(factor == 1 ? argument[...] : argument.dropLast()) else { return nil }
    let (tokens, isTooLarge) = number.multipliedReportingOverflow(by: factor)
    guard !isTooLarge else { return nil }
    self.tokens = tokens
  }
}
