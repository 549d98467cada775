import Knowledge
import Synchronization

/// The computer that the tool runs on, looked at once and only when somebody asks.
///
/// One without a GPU is taken for a place where files are checked, not where they run: it checks nothing.
public final class ThisComputer: Sendable {
  private let isAsked: Bool
  private let cards: GPUCatalogue
  private let found = Mutex<Machine??>(nil)

  /// - Parameters:
  ///   - detects: whether to look at all; tests and reproducible runs do not.
  ///   - cards: what is known of cards by their names.
  public init(detects: Bool, cards: GPUCatalogue = .standard) {
    isAsked = detects
    self.cards = cards
  }

  var machine: Machine? {
    guard isAsked else { return nil }
    return found.withLock { found in
      if let found { return found }
      let machine = MachineDetection(cards: cards).detect()
      let usable = machine.hasNoGPU ? nil : machine
      found = .some(usable)
      return usable
    }
  }

  /// What was found, if anybody asked.
  var known: Machine? { found.withLock { $0 ?? nil } }
}
