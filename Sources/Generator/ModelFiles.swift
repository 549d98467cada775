import Vocabulary

/// Modelfiles, and the script that creates the models.
struct ModelFiles {
  let wish: Wish

  static let folder = "models"

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
    switch wish.topology {
    case .docker: return "docker compose exec -T ollama ollama create \(model.name) -f /\(file)"
    case .podman: return "podman exec ollama ollama create \(model.name) -f /\(file)"
    case .kubernetes:
      return
        "kubectl cp \(file) \"$(kubectl get pod -l app=ollama -o name | head -n 1 | cut -d/ -f2)\":/tmp/\(model.name)\n"
        + "kubectl exec deploy/ollama -- ollama create \(model.name) -f /tmp/\(model.name)"
    default: return "ollama create \(model.name) -f \(file)"
    }
  }
}
