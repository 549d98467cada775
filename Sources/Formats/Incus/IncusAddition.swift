import Syntax

/// A profile that is to be.
enum IncusAddition {
  static func edits(_ addition: Addition, in source: SourceText) -> [Edit]? {
    guard addition.subject == .machine, let name = addition.text(.name), let ram = addition.integer(.ram)
    else {
      return nil
    }
    var settings: [NewValue.Member] = [.init("limits.memory", .string("\(ram >> 20)MiB"))]
    if addition.wantsGPU, addition[.gpuVendor]?.deviceFiles == nil {
      settings.append(.init("nvidia.runtime", .quoted("true")))
    }
    let card: NewValue = ["gpu": ["type": "gpu"]]
    let profile: NewValue = [
      "name": .string(name), "description": "Ollama, for local models",
      "config": .mapping(settings), "devices": addition.wantsGPU ? card : .mapping([]),
    ]
    return NodeSyntax.yaml.text(profile).flatMap(source.writing)
  }
}
