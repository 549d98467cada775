/// The comment that is written where a machine has no GPU, and taken out again once a server is given one.
public enum CPUNote {
  public static let text = "There is no GPU here: the models run on the CPU."
  /// What is read from it, and from nobody else's comment.
  public static let reason = "its comment says that there is no GPU here"
}
