import Syntax
import Vocabulary

/// Decodes rules from YAML and reports every mistake in a file at once.
///
/// Built-in rules are decoded when the package is built, a project's own when the tool starts. Both are checked the
/// same way: every attribute exists on its subject, comparisons and fixes have values of the right type, and the
/// required texts are there.
///
///     summary: Agent runs with a context window that is too small
///     severity: error                     # error, warning or info; or by evidence, as safety below
///     on: model-use                       # a Subject
///     when:                               # a condition, or `always`
///       roles: { has: agent }
///       context.effective: { below: 64000 }
///     message: "{name} will run with {context.effective} tokens"
///     effect: What it does to the user.   # this and the following are optional
///     advice:                             # a text, or several: the first that holds and can be filled is used
///       - text: "Set num_ctx to {context.wanted as typed}."
///         when: { context.decided-by: { is: model } }
///       - Increase the context.
///     at: context.effective               # the attribute to underline; a list works as for texts
///     because: [context.effective]        # whose reasons become notes
///     once: endpoint.url                  # one finding for all with the same value
///     fix:                                # alternatives, the best first, each with `when:` if it needs one
///       - { set: model.context, to: 65536 }
///       - { remove: server.gpu-layers }
///     fix-title: Give {name} 65536 tokens
///     safety:                             # safe or unsafe (the default); or the first whose condition holds
///       safe: { context.wanted-fits: { is: true } }
///       unsafe: always
///     evidence:                           # why a safe fix takes nothing away, for each hazard that it has
///       memory: The model fits on the known machine with this much context.
///     cases:                              # only for what differs in most fields: tried in order; each adds to `when`
///       - when: { context.effective: { below: 32000 } }
///       - severity: warning
///     why: Three sentences for someone who has never heard of it.
///     sources: ["Where the claims can be checked"]
///     formerly: { Aider: aider/unknown-key }   # by format, names that suppressions and baselines may still have
///
/// A safe fix cannot take away anything that may work today, on any machine, for any client that the evidence does not
/// exclude. Evidence is the known machine, other files and comments. A fix whose change can take something away (see
/// ``Vocabulary/Hazard``: hardware, reach, storage, restart, memory, removal) is refused as safe unless the rule states
/// its evidence against each of them.
///
/// Conditions are `all:` and `any:` with lists, `not:` with a condition, and attributes with tests: `is`,
/// `in`, `has`, `below`, `above`, `matches`, or the bare words `missing`, `present` and `unknown`; side by
/// side they must all hold. An attribute is the subject's own (`context.effective`, or with the subject's
/// name before it) or, after a ``Deployment/Relation``, a related fact's (`server.image`). Where a value
/// is expected, a bare attribute name is that attribute's value, and a quoted one is text.
public struct RuleDecoder: Sendable {
  private let file: String
  private let lines: LineTable

  /// - Parameters:
  ///   - file: how errors name the file.
  ///   - source: the text that the nodes' ranges count in.
  public init(file: String, source: SourceText) {
    self.file = file
    lines = LineTable(source.bytes)
  }

  /// The rule that `node` describes.
  ///
  /// - Parameter id: `category/name`, in lower-case letters, digits and hyphens.
  public func decode(_ node: Node, id: String) throws(RuleFileErrors) -> Rule {
    let reader = RuleReader()
    let rule = reader.rule(node, id: id)
    guard let rule, reader.problems.isEmpty else {
      throw RuleFileErrors(
        reader.problems.sorted { $0.range < $1.range }.map {
          RuleFileError(file: file, position: lines.position(at: $0.range.start), message: $0.message)
        })
    }
    return rule
  }

  /// A single error, for a file that cannot be decoded further.
  func failure(_ range: TextRange, _ message: String) -> RuleFileErrors {
    RuleFileErrors([RuleFileError(file: file, position: lines.position(at: range.start), message: message)])
  }
}

/// A reading in progress: what the rule is about, and what was found wrong so far.
///
/// Methods return `nil` only after they have noted why.
final class RuleReader {
  struct Problem {
    let range: TextRange
    let message: String
  }

  private(set) var problems: [Problem] = []
  /// What `on:` says, once it is read; attributes cannot be checked without it.
  var subject: Subject?

  func report(_ node: Node, _ message: String) { report(node.range, message) }

  func unreadable<Value>(_ node: Node, _ message: String) -> Value? { unreadable(node.range, message) }

  func unreadable<Value>(_ range: TextRange, _ message: String) -> Value? {
    report(range, message)
    return nil
  }

  func report(_ range: TextRange, _ message: String) {
    problems.append(Problem(range: range, message: message))
  }
}
