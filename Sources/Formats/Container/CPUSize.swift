/// How much of a host's processors a container may use.
enum CPUSize {
  /// `2`, `1.5`; Kubernetes' `500m`.
  static func processors(_ text: String) -> Double? {
    let isThousandths = text.hasSuffix("m")
    guard let number = Double(isThousandths ? String(text.dropLast()) : text), number > 0, number < 4096
    else {
      return nil
    }
    return isThousandths ? number / 1000 : number
  }

  /// The processors of a set: four in `0-3`, three in `0,2,4`.
  static func count(inSet text: String) -> Double? {
    var count = 0
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
        (0...4096).contains(first),
        (first...4096).contains(last)
      else { return nil }
      count += last - first + 1
    }
    return count > 0 ? Double(count) : nil
  }
}
