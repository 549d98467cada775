import Platform

/// Whether somebody who may do so signed a file, as OpenSSH's `ssh-keygen -Y verify` decides it.
///
/// Signing needs no program of its own (`ssh-keygen -Y sign -f KEY -n ollama-lint-knowledge FILE`), and checking none
/// that a computer with Git lacks.
public enum KnowledgeSignature {
  public enum Answer: Sendable, Hashable {
    case good
    /// The signature is of other bytes, or by somebody else.
    case bad
    /// There is no `ssh-keygen` here.
    case noProgram
  }

  /// What the signature is for, so that one made for something else is worth nothing here.
  static let namespace = "ollama-lint-knowledge"
  /// Whom the keys of the signers stand for.
  static let principal = "ollama-lint"

  /// - Parameters:
  ///   - file: what was signed.
  ///   - signature: the file that `ssh-keygen -Y sign` wrote next to it.
  ///   - signers: a file of public keys that may sign, as `ssh-keygen` calls it: allowed signers.
  public static func check(_ file: String, signature: String, signers: String) -> Answer {
    let program = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/run/current-system/sw/bin"]
      .map { $0 + "/ssh-keygen" }.first { access($0, X_OK) == 0 }
    guard let program else { return .noProgram }
    let arguments = ["-Y", "verify", "-f", signers, "-I", principal, "-n", namespace, "-s", signature]
    let output = Subprocess.output(of: program, arguments, input: file, limit: 64 << 10, seconds: 10)
    return output == nil ? .bad : .good
  }
}
