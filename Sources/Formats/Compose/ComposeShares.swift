import Syntax

/// What services come to that take something from other services, other files or `.env`.
enum ComposeShares {
  static func shares(_ project: ComposeProject, in workspace: any Workspace) -> [Share] {
    var read = 0
    return project.services.compactMap { service in
      let isShared = service.layers.count > 1 || service.value("env_file") != nil || usesVariables(service)
      guard isShared, read <= SyntaxLimits.variables else { return nil }
      var values: [String] = []
      for variable in ComposeEnvironment(service, in: workspace).variables {
        values.append(Share.variable + "\(variable.name)=\(variable.value ?? "")")
      }
      read += values.count
      for layer in service.layers {
        for entry in layer.file.tree.entries(of: layer.node) {
          guard let key = entry.key.text, key != "environment", key != "env_file" else { continue }
          for found in service.values(key) { describe(found, key, depth: 0, &values) }
        }
      }
      return Share(document: project.file.id, address: ["services", service.name], values: Array(Set(values)).sorted())
    }
  }

  private static func usesVariables(_ service: ComposeService) -> Bool {
    service.layers.contains { layer in
      layer.file.tree.source.slice(layer.node.range).contains(UInt8(ascii: "$"))
    }
  }

  private static func describe(
    _ found: ComposeService.Found, _ way: String, depth: Int, _ values: inout [String]
  ) {
    guard depth < 16, values.count < 4096 else { return }
    if found.node.entries != nil {
      for entry in found.entries() {
        describe(entry.value, way + "." + (entry.key.text ?? ""), depth: depth + 1, &values)
      }
    } else if found.node.items != nil {
      for item in found.items() { describe(item, way + ".", depth: depth + 1, &values) }
    } else {
      values.append(way + "=" + (found.text ?? found.raw ?? ""))
    }
  }
}
