/// `; did you mean ...?` with the nearest candidate, else what there is to choose from, if anything.
func suggestion(for word: String, among candidates: [String], or choices: [String] = []) -> String {
  if let nearest = nearest(to: word, among: candidates) { return "; did you mean `\(nearest)`?" }
  return choices.isEmpty ? "" : "; there are \(enumeration(choices))"
}

/// The candidate that fewest typing mistakes turn into `word`; `nil` if none is near. The first of equals.
func nearest(to word: String, among candidates: [String]) -> String? {
  let limit = max(1, word.utf8.count / 3)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let distance = editDistance(word, candidate)
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.candidate
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`, in bytes.
private func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.utf8)
  let b = Array(b.utf8)
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
