import Knowledge
import Syntax
import Vocabulary

/// `ollama serve` as a job of launchd that a module of nix-darwin or home-manager sets up.
///
/// Source: LnL7/nix-darwin `modules/launchd` (serviceConfig, command, environment); nix-community/home-manager `modules/launchd` (config).
struct NixLaunchd {
  private let settings: [NixSettings.Setting]
  private let document: Document
  /// The paths of the jobs that start a server, with what starts it.
  private let jobs: [(path: [String], start: NixSettings.Setting)]

  private static let roots = [["launchd", "user", "agents"], ["launchd", "agents"], ["launchd", "daemons"]]
  private static let parts = ["serviceConfig", "config"]

  init(_ settings: [NixSettings.Setting], _ document: Document) {
    (self.settings, self.document) = (settings, document)
    guard settings.contains(where: { $0.path.first == "launchd" }), !document.id.isDocumentation else {
      jobs = []
      return
    }
    jobs = settings.compactMap { setting -> (path: [String], start: NixSettings.Setting)? in
      guard let root = Self.roots.first(where: { setting.path.starts(with: $0) }), setting.path.count > root.count + 1 else { return nil }
      let job = Array(setting.path.prefix(root.count + 1))
      let rest = Array(setting.path.dropFirst(job.count))
      let words: [String]
      if rest.count == 2, Self.parts.contains(rest[0]), rest[1] == "ProgramArguments" {
        words = setting.allItems.map(\.text)
      } else if rest == ["command"] {
        words = document.source.string(setting.valueRange).split(whereSeparator: \.isWhitespace).map(String.init)
      } else {
        return nil
      }
      let starts = zip(words, words.dropFirst()).contains { $0.split(separator: "/").last == "ollama" && $1 == "serve" }
      return starts ? (job, setting) : nil
    }
  }

  /// Whether a set of variables is one of these servers'.
  func owns(_ place: [String]) -> Bool { jobs.contains { place.starts(with: $0.path) } }

  var facts: [Fact] {
    jobs.flatMap { job -> [Fact] in
      let sets = Self.parts.map { job.path + [$0, "EnvironmentVariables"] } + [job.path + ["environment"]]
      var spec = UnitSpec(
        FactID(.server, document.id, job.path), name: job.path.last ?? "ollama", at: document.at(job.start.range), format: "launchd")
      spec.variables = settings.filter { sets.contains(Array($0.path.dropLast())) }.map { Variable($0.path.last ?? "", $0, in: document) }
      // Other modules may set more.
      spec.isComplete = false
      return spec.facts()
    }
  }
}
