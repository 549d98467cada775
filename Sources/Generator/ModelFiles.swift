import Vocabulary

/// Modelfiles, and the script that creates the models.
struct ModelFiles {
  let wish: Wish
  /// The name of the service or container that the server runs in.
  let server: String

  private static let folder = "models"

  func all(_ models: [ModelChoice.Model]) -> [Wanted] { models.map(definition) + models.map(creation) }

  private func path(_ model: ModelChoice.Model) -> String { "\(Self.folder)/\(model.name).modelfile" }

  private func definition(_ model: ModelChoice.Model) -> Wanted {
    let context = Value.integer(model.settings.context)
    return Wanted(
      .model, model.name, in: path(model), as: "modelfile", [.base: .text(model.base), .context: context],
      settings: [(.base, .text(model.base)), (.context, context)])
  }

  private func creation(_ model: ModelChoice.Model) -> Wanted {
    Wanted(
      .creation, model.name, in: "create-models.sh", as: "docker-run", [.command: .text(command(model))]
    ) { fact, _ in fact.text(.name) == model.name }
  }

  private func command(_ model: ModelChoice.Model) -> String {
    let file = path(model)
    func inside(_ copy: String, _ run: String) -> String {
      "\(copy)\n\(run) ollama create \(model.name) -f /tmp/\(model.name)"
    }
    switch wish.topology {
    case .docker:
      return inside(
        "docker compose cp \(file) \(server):/tmp/\(model.name)", "docker compose exec -T \(server)")
    case .podman: return inside("podman cp \(file) \(server):/tmp/\(model.name)", "podman exec \(server)")
    case .kubernetes:
      let pod = "\"$(kubectl get pod -l app=\(server) -o name | head -n 1 | cut -d/ -f2)\""
      return inside("kubectl cp \(file) \(pod):/tmp/\(model.name)", "kubectl exec deploy/\(server) --")
    default: return "ollama create \(model.name) -f \(file)"
    }
  }
}
