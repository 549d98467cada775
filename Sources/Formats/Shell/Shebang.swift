import Syntax

/// The first line of a script, `#!/usr/bin/env bash`, which says what reads it.
enum Shebang {
  /// Longer lines are cut off by the kernel (`BINPRM_BUF_SIZE`, Linux `include/uapi/linux/binfmts.h`).
  private static let longest = 256

  private static let shells: Set<Substring> = [
    "sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "fish", "csh", "tcsh", "bashio", "nix-shell",
  ]

  /// Whether a shell reads the text; `nil` where it has no such line.
  ///
  /// The shell may be named after another program: `env -S bash -e`, `with-contenv bash`, `busybox sh`.
  static func isShell(_ text: some Collection<UInt8>) -> Bool? {
    guard text.starts(with: "#!".utf8) else { return nil }
    let line = text.dropFirst(2).prefix(longest).prefix { $0 != 0x0A && $0 != 0x0D }
    return String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" }.contains { word in
      word.split(separator: "/").last.map(shells.contains) ?? false
    }
  }
}
