/// What one field of a rule may be, each with its condition: the first that holds is taken.
///
///     advice:
///       - text: Pass /dev/kfd and /dev/dri to the container.
///         when: { vendor: { is: amd } }
///       - Use {replacement}.
///       - Remove it.
///
/// An option without a condition always holds, and a text with a hole that cannot be filled never does: `Use
/// {replacement}.` is left out where there is no replacement.
public struct Choice<Value: Hashable & Sendable>: Hashable, Sendable {
  public struct Option: Hashable, Sendable {
    public let value: Value
    public let when: Predicate

    public init(_ value: Value, when: Predicate = .always) {
      self.value = value
      self.when = when
    }
  }

  public let options: [Option]

  public init(_ options: [Option] = []) { self.options = options }
  public init(_ value: Value) { options = [Option(value)] }

  public var values: [Value] { options.map(\.value) }

  /// The options that hold, in order.
  func holding(in view: FactView) -> [Value] {
    options.filter { $0.when.truth(in: view) == .holds }.map(\.value)
  }
}

extension Choice<Template> {
  /// The first text that holds and can be filled, and which option it is; `nil` if there is none.
  func text(in view: FactView) -> (option: Int, text: String)? {
    for (index, option) in options.enumerated() where option.when.truth(in: view) == .holds {
      if let text = option.value.text(in: view) { return (index, text) }
    }
    return nil
  }
}
