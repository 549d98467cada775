import Diagnostics
import Vocabulary

/// A rule: which facts it checks, when it fires, what it says, and how it is fixed.
///
/// Rules are data. The built-in ones are read from `Rules/` when the package is built and compiled to
/// values of this type; a project's own are read from its `.ollama-lint.yaml` when the tool starts.
public struct Rule: Hashable, Sendable {
  /// `category/name`, from the path of its file.
  public let id: String
  public let summary: String
  public let subject: Subject
  /// Tried in order; the first whose condition holds fires. A rule without `cases:` has one.
  public let cases: [Case]
  /// Three sentences for someone who has never heard of the problem.
  public let why: String
  /// Where the claims can be checked.
  public let sources: [String]
  /// Names under which its findings were known before.
  public let formerly: [FormerName]

  /// What a finding about one kind of file was called by, which suppressions, settings and baselines still say.
  public struct FormerName: Hashable, Sendable {
    /// The fact's ``Attribute/format``.
    public let format: String
    public let id: String

    public init(format: String, id: String) {
      self.format = format
      self.id = id
    }
  }

  public init(
    id: String, summary: String, subject: Subject, cases: [Case], why: String, sources: [String],
    formerly: [FormerName] = []
  ) {
    self.id = id
    self.summary = summary
    self.subject = subject
    self.cases = cases
    self.why = why
    self.sources = sources
    self.formerly = formerly
  }

  /// The id and all former ones.
  public var ids: [String] { [id] + formerly.map(\.id) }

  /// The address in the first source that has one.
  public var reference: String? {
    for source in sources {
      if let word = source.split(separator: " ").last(where: { $0.hasPrefix("https://") }) {
        return String(word)
      }
    }
    return nil
  }

  public var category: String { String(id.prefix { $0 != "/" }) }
  /// The highest severity any case has; what `rules` lists.
  public var severity: Severity { cases.flatMap(\.severity.grades).max() ?? .info }
  /// The safest fix any case has.
  public var safety: Safety? { safeties.contains(.safe) ? .safe : safeties.first }
  /// How safe the fixes of its cases are; none where it has no fix.
  public var safeties: Set<Safety> { Set(cases.filter { !$0.fix.options.isEmpty }.flatMap(\.safety.grades)) }

  /// One way in which a rule can apply.
  public struct Case: Hashable, Sendable {
    public let when: Predicate
    public let severity: Graded<Severity>
    public let message: Choice<Template>
    public let effect: Choice<Template>
    public let advice: Choice<Template>
    /// The attribute to underline. If it is not in a file: the first attribute in `when` that is, else the subject.
    public let at: Choice<AttributeReference>
    /// Attributes whose reasons are printed as notes; empty: those that `when` names.
    public let because: [AttributeReference]
    /// Findings with the same value here are reported once, with the others named in a note.
    public let once: AttributeReference?
    /// Alternatives: of those that hold, the first that can be written is taken.
    public let fix: Choice<FixStep>
    public let safety: Graded<Safety>
    /// Why a safe fix cannot take away what works today, for each hazard that its changes have.
    public let evidence: [Hazard: String]
    /// An imperative line for `--diff`, editors and JSON ("Reserve all NVIDIA GPUs").
    public let fixTitle: Choice<Template>

    public init(
      when: Predicate, severity: Graded<Severity>, message: Choice<Template>,
      effect: Choice<Template> = .init(),
      advice: Choice<Template> = .init(), at: Choice<AttributeReference> = .init(),
      because: [AttributeReference] = [], once: AttributeReference? = nil, fix: Choice<FixStep> = .init(),
      safety: Graded<Safety> = Graded(otherwise: .unsafe), evidence: [Hazard: String] = [:],
      fixTitle: Choice<Template> = .init()
    ) {
      self.when = when
      self.severity = severity
      self.message = message
      self.effect = effect
      self.advice = advice
      self.at = at
      self.because = because
      self.once = once
      self.fix = fix
      self.safety = safety
      self.evidence = evidence
      self.fixTitle = fixTitle
    }
  }
}

/// An attribute of the rule's own subject (`context.effective`), or of a related one (`server.image`).
public struct AttributeReference: Hashable, Sendable {
  public let relation: Relation?
  public let attribute: Attribute

  public init(_ relation: Relation? = nil, _ attribute: Attribute) {
    self.relation = relation
    self.attribute = attribute
  }
}
