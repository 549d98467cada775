extension CheckRun {
  /// The flags that hooks pass, by their names in ``Check``.
  static let plainFlags: [String: WritableKeyPath<CheckRun, Bool>] = [
    "--fix": \.fix, "--exit-non-zero-on-fix": \.exitNonZeroOnFix, "--no-progress": \.noProgress,
    "--quiet": \.quiet,
  ]

  /// Arguments that are paths and a few flags, which is what hooks and most people give; `nil` for all others, which
  /// ``Check`` reads.
  ///
  /// - Parameter commands: words that stand for another command where they come first.
  init?(plain arguments: some Sequence<String>, commands: (String) -> Bool) {
    self.init()
    for argument in arguments {
      if let flag = Self.plainFlags[argument] {
        self[keyPath: flag] = true
      } else {
        guard !argument.hasPrefix("-"), !argument.isEmpty, !paths.isEmpty || !commands(argument) else {
          return nil
        }
        paths.append(argument)
      }
    }
  }
}
