import Syntax
import Wording

/// `; did you mean ...?` with the nearest candidate, else what there is to choose from, if anything.
func suggestion(for word: String, among candidates: [String], or choices: [String] = []) -> String {
  if let nearest = Nearest.match(word, among: candidates) { return "; did you mean `\(nearest)`?" }
  return choices.isEmpty ? "" : "; expected \(Wording.list(choices, "or"))"
}
