import Knowledge
import Vocabulary

/// Modelfiles, and the script that creates the models.
struct ModelFiles {
  let access: ServerAccess

  private static let folder = "models"
  static let script = "create-models.sh"

  func all(_ models: [ModelChoice.Model], _ remote: CloudModel?) -> [Wanted] {
    models.map(definition) + models.map(creation) + (remote.map { [pull($0)] } ?? [])
  }

  static func path(_ model: ModelChoice.Model) -> String { "\(folder)/\(model.name).modelfile" }

  private func definition(_ model: ModelChoice.Model) -> Wanted {
    let context = Value.integer(model.settings.context)
    return Wanted(
      .model, model.name, in: Self.path(model), as: "modelfile",
      [.base: .text(model.base), .context: context],
      settings: [(.base, .text(model.base)), (.context, context)])
  }

  private func creation(_ model: ModelChoice.Model) -> Wanted {
    let command = access.creation(of: model.name, from: Self.path(model))
    return Wanted(.creation, model.name, in: Self.script, as: "docker-run", [.command: .text(command)]) {
      fact, _ in fact.text(.name) == model.name
    }
  }

  /// Without it, clients that show what the server has do not show the model; it brings no weights.
  private func pull(_ remote: CloudModel) -> Wanted {
    let command = "\(access.run)ollama pull \(remote.name)"
    return Wanted(.modelUse, remote.name, in: Self.script, as: "docker-run", [.command: .text(command)]) {
      fact, _ in fact.text(.name) == remote.name && fact.roles == [.pull]
    }
  }
}
