import Diagnostics

/// The deployment for scripts (`map --format json`); extended and never renamed.
///
///     { "version": 1,
///       "nodes": [ { "id", "kind", "title", "path", "line", "details": [ { "label", "text", "reasons": [ ] } ],
///                    "memory": { "weights", "kv_cache", "buffers", "available", "spilled_percent" }, "loose",
///                    "findings": [ ] } ],
///       "edges": [ { "from", "to", "label" } ], "other_findings": [ ] }
///
/// Sizes are bytes. Findings are as in `check --format json`.
public enum MapJSON {
  public static func render(_ map: DeploymentMap) -> String { json(map).pretty }

  static func json(_ map: DeploymentMap) -> JSONText {
    [
      "version": 1, "nodes": .array(map.nodes.map(node)),
      "edges": .array(
        map.edges.map {
          ["from": .string($0.from), "to": .string($0.to), "label": .string($0.label)]
        }),
      "other_findings": .array(map.otherFindings.map(JSONReport.diagnostic)),
    ]
  }

  private static func node(_ node: DeploymentMap.Node) -> JSONText {
    [
      "id": .string(node.id), "kind": .string(node.kind.rawValue), "title": .string(node.title),
      "path": .optional(node.location?.path), "line": .optional(node.location?.start.line),
      "details": .array(node.details.map(detail)), "memory": node.memory.map(memory) ?? .null,
      "ram": node.ram.map(memory) ?? .null,
      "loose": .optional(node.loose), "findings": .array(node.findings.map(JSONReport.diagnostic)),
    ]
  }

  private static func detail(_ detail: DeploymentMap.Detail) -> JSONText {
    [
      "label": .string(detail.label), "text": .string(detail.text),
      "reasons": .array(
        detail.reasons.map {
          [
            "message": .string($0.message), "path": .optional($0.location?.path),
            "line": .optional($0.location?.start.line),
          ]
        }),
    ]
  }

  private static func memory(_ memory: DeploymentMap.Memory) -> JSONText {
    [
      "weights": .integer(memory.weights), "kv_cache": .integer(memory.cache),
      "buffers": .integer(memory.buffers), "available": .optional(memory.available),
      "spilled_percent": .integer(memory.spilledPercent),
    ]
  }
}
