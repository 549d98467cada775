import Syntax
import Vocabulary

/// What dockerd refuses to start with, or starts containers without.
///
/// Sources: moby/moby `daemon/config/config.go` (getConflictFreeConfiguration: json.Unmarshal, which knows no comments;
/// findConfigurationConflicts: "the following directives don't match any configuration option"),
/// https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file
struct DaemonMistakes {
  let tree: SettingsTree

  var facts: [Fact] { excesses.map(\.fact) + [misspeltKeys, undefinedRuntime].flatMap { $0 } }

  private var document: DocumentID { tree.document.id }

  // MARK: Comments and commas

  private var excesses: [(fact: Fact, range: TextRange)] {
    var count = 0
    return StrictJSON.excesses(in: tree.nodes).compactMap { excess, range in
      // A comment in documentation explains the lines next to it.
      guard excess == .trailingComma || !document.isDocumentation else { return nil }
      count += 1
      let fact = fact(
        ["excess", String(count)], excess == .comment ? "comment" : "trailing comma", .syntax, at: range)
      return (fact, range)
    }
  }

  // MARK: Names

  private var misspeltKeys: [Fact] {
    (tree.root.entries ?? []).compactMap { entry in
      guard let name = entry.key.text, !Self.keys.contains(name),
        let meant = Nearest.match(name, among: Self.keys),
        Nearest.isMisspelling(name, of: meant)
          || name.replacing("_", with: "-") == meant
      else { return nil }
      return fact(["key", name], name, .unknownKey, corrected: meant, at: entry.key.range)
    }
  }

  /// A default that is nobody's name: every container without a runtime of its own fails to start.
  private var undefinedRuntime: [Fact] {
    let runtimes = tree.entries(["runtimes"]).compactMap(\.key.text)
    guard let node = tree["default-runtime"], let name = node.text, !runtimes.contains(name), name != "runc",
      !name.hasPrefix("io.containerd."), !name.contains("/"), !document.isDocumentation,
      // A key that was meant to be `runtimes` has its own finding.
      misspeltKeys.allSatisfy({ $0.text(.corrected) != "runtimes" })
    else { return [] }
    return [
      fact(
        ["default-runtime"], name, .undefined, corrected: Nearest.match(name, among: runtimes),
        at: node.range)
    ]
  }

  private func fact(
    _ address: [String], _ name: String, _ problem: ValueFault, corrected: String? = nil, at range: TextRange
  ) -> Fact {
    SettingFact.make(
      FactID(.key, document, address), name: name, value: nil, kind: "docker-daemon", format: "Docker",
      problem: problem, corrected: corrected, at: tree.document.at(range))
  }

  // MARK: Changes

  func edits(for change: Change) -> [Edit]? {
    switch change.action {
    case .removeFact: return excesses.first { $0.fact.id == change.fact }.map { [.delete($0.range)] }
    case .set(.value, .text(let text)):
      guard let fact = facts.first(where: { $0.id == change.fact }), fact.text(.corrected) == text else {
        return nil
      }
      return [Edit(fact.range.range, "\"\(text)\"")]
    default: return nil
    }
  }
}

struct DaemonWriter: ChangeWriter {
  let mistakes: DaemonMistakes

  func edits(for change: Change) -> [Edit]? { mistakes.edits(for: change) }
}
