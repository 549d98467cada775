import Vocabulary

/// Joins the facts of all files into one deployment and works out what follows from them.
///
/// Every step reads what the steps before it established and adds attributes with their reasons; none
/// changes what a file says.
public enum Linker {
  /// - Parameters:
  ///   - facts: as the formats read them, in any order.
  ///   - surroundings: which files belong together, and on which machine they run.
  public static func link(_ facts: [Fact], in surroundings: Surroundings) -> DeploymentGraph {
    LinkedDeployment(facts, in: surroundings).graph
  }

  /// The models that the deployment's servers hold in memory, each once.
  public static func loads(_ facts: [Fact], in surroundings: Surroundings) -> [MemoryLoad] {
    LinkedDeployment(facts, in: surroundings).loads
  }

  /// The steps, each on what those before it established.
  static let steps: [@Sendable (inout Draft) -> Void] = [
    MachineLink.place, MachineLink.checkCards, GPUBackends.check, MachineLink.checkVariables,
    MachineLink.findUnreached, HostLink.resolve, ModelLink.nameModels, ModelLink.tieUses,
    DevcontainerLink.place, MountLink.place, EndpointLink.tieEndpoints, ServiceLink.tie,
    DesktopModels.tie,
    EndpointLink.checkPorts, EffectiveContext.resolve, Roles.spread, MemoryLink.resolve, EngineWeights.resolve, EngineShares.resolve,
    UseLink.resolve,
    SmallModels.find,
  ]
}
