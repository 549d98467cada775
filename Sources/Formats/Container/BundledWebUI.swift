import Vocabulary

/// Open WebUI in the image that brings an Ollama along: two programs, with data in two places.
extension ContainerSpec {
  /// Accounts and chats that are in no volume (open-webui, Dockerfile: `DATA_DIR=/app/backend/data`).
  var lostWebUI: Fact? {
    guard image.name.isBundledWebUI, image.build == nil, environment.isComplete, !hasUnknownMounts,
      !hasUnknownParts, !isTemporary, !id.document.isDocumentation,
      environment.last("DATA_DIR") == nil, environment.last("DATABASE_URL") == nil,
      !mounts.contains(where: { mount in
        mount.target.map { VolumeSpec.holds($0, OpenWebUI.dataDirectory) } ?? true
      })
    else { return nil }
    return engineFact(
      "webui-data", .misplaced, name: fact.text(.name) ?? OpenWebUI.kind, counterpart: mounts.first?.target,
      expected: OpenWebUI.dataDirectory, at: image.at)
  }
}
