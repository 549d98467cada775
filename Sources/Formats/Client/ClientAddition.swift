import Knowledge
import Vocabulary

/// A use of a model that a client's settings are to gain.
struct UseAddition {
  let name: String
  let roles: [String]
  /// The server's root, without a path.
  let server: String
  /// Tokens that each request may use.
  let context: Int
  /// Tokens of the longest answer.
  let answer: Int
  let seesImages: Bool
  /// Whether nothing may leave this machine.
  let isOffline: Bool

  /// `nil` for an addition of something else, or one that leaves out what every client needs.
  init?(_ addition: Addition) {
    guard addition.subject == .modelUse, let name = addition.text(.name), let server = addition.text(.url),
      let context = addition.integer(.context)
    else { return nil }
    self.name = name
    self.server = server
    self.context = context
    roles = addition.texts(.roles)
    answer = addition.integer(.outputStated) ?? max(1, min(8192, context / 4))
    seesImages = addition.flag(.images) ?? false
    isOffline = addition.flag(.noCloud) ?? false
  }

  var completesCode: Bool { roles.contains("autocomplete") }

  /// Whether the model runs elsewhere: it is put next to the one for every day, and asked only where it is chosen.
  var isRemote: Bool { ModelName(name)?.isCloud ?? false }
}
