extension CheckRun {
  /// Arguments that are paths and the flags that hooks pass, which is what most runs are given; `nil` for all others,
  /// which ``Check`` reads.
  ///
  /// - Parameter commands: words that stand for another command where they come first.
  init?(plain arguments: some Sequence<String>, commands: (String) -> Bool) {
    self.init()
    for argument in arguments {
      switch argument {
      case "--fix": fix = true
      case "--exit-non-zero-on-fix": exitNonZeroOnFix = true
      case "--no-progress": noProgress = true
      case "--quiet": quiet = true
      default:
        guard !argument.hasPrefix("-"), !argument.isEmpty, !paths.isEmpty || !commands(argument) else {
          return nil
        }
        paths.append(argument)
      }
    }
  }
}
