import Knowledge

/// Joins the facts of all files into one deployment and works out what follows from them.
public enum Linker {
  /// - Parameter machine: what the deployment runs on; `nil` if nobody said.
  public static func link(_ facts: [Fact], machine: Machine?) -> DeploymentGraph {
    DeploymentGraph(facts)
  }
}
