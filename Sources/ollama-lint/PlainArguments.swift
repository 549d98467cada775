import ArgumentParser

/// A flag that hooks pass. It is read without ArgumentParser's help where nothing else is given besides paths, and by
/// ``Check`` under the same name everywhere else.
enum PlainFlag: String, CaseIterable {
  case fix
  case exitNonZeroOnFix = "exit-non-zero-on-fix"
  case noProgress = "no-progress"
  case quiet

  var name: NameSpecification { .customLong(rawValue) }

  /// What it turns on.
  fileprivate var effect: WritableKeyPath<CheckRun, Bool> {
    switch self {
    case .fix: \.fix
    case .exitNonZeroOnFix: \.exitNonZeroOnFix
    case .noProgress: \.noProgress
    case .quiet: \.quiet
    }
  }
}

extension CheckRun {
  /// Arguments that are paths and the flags that hooks pass, which is what most runs are given; `nil` for all others,
  /// which ``Check`` reads.
  ///
  /// - Parameter commands: words that stand for another command where they come first.
  init?(plain arguments: some Sequence<String>, commands: (String) -> Bool) {
    self.init()
    for argument in arguments {
      if argument.hasPrefix("-") {
        guard argument.hasPrefix("--"), let flag = PlainFlag(rawValue: String(argument.dropFirst(2))) else {
          return nil
        }
        self[keyPath: flag.effect] = true
      } else {
        guard !argument.isEmpty, !paths.isEmpty || !commands(argument) else { return nil }
        paths.append(argument)
      }
    }
  }
}
