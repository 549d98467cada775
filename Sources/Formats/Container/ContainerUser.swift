import Knowledge
import Vocabulary

/// The user that a container runs as, where its image or its volume does not go with it.
extension ContainerSpec {
  func userMistakes() -> [Fact] {
    guard let user, let text = user.value, isOwn(user.at), image.build == nil, !id.document.isDocumentation else { return [] }
    return [unknownUser(text, at: user.at), volumeOfRoot(text, at: user.at)].compactMap { $0 }
  }

  /// `User=llm`: an engine looks a name up in the image, not on the host.
  private func unknownUser(_ text: String, at range: SourceRange) -> Fact? {
    let name = String(text.prefix { $0 != ":" })
    let isName = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    guard isOllamasImage || EngineImage.of(image.name) != nil, isName, !name.isEmpty, Int(name) == nil,
      !Self.usersOfImages.contains(name)
    else { return nil }
    return setting(
      ["user-name"], name: fact.text(.name) ?? "", value: name, kind: "user", problem: .undefined, at: range)
  }

  /// A named volume at a folder that the image lacks, which Docker then makes as root's. Podman gives a new volume to the
  /// container's user.
  private func volumeOfRoot(_ text: String, at range: SourceRange) -> Fact? {
    guard isOllamasImage, entrypoint == nil, engine != .podman, environment.isComplete,
      let number = Int(text.prefix { $0 != ":" }), number != 0
    else { return nil }
    let folders = [environment.last("OLLAMA_MODELS")?.value, environment.last("HOME")?.value.map { $0 + "/.ollama" }]
    let used = folders.compactMap { $0 } + (number == Self.imagesUser ? [Self.homeOfImagesUser] : [])
    let volume = mounts.lazy.compactMap { mount -> (name: String, target: String)? in
      guard !mount.isTemporary, let target = mount.target, used.contains(where: { VolumeSpec.holds(target, $0) }),
        let name = mount.written.flatMap(VolumeSpec.parts)?.source, let first = name.first, first.isLetter || first.isNumber,
        name.allSatisfy({ $0.isLetter || $0.isNumber || "._-".contains($0) })
      else { return nil }
      return (name, target)
    }.first
    guard let volume, !changesOwners else { return nil }
    return setting(
      ["volume-owner"], name: volume.name, value: text, kind: "user-volume", problem: .otherUser,
      counterpart: volume.target, at: range)
  }

  /// Whether something here gives folders to another user: a helper's command, a script, a guide.
  private var changesOwners: Bool {
    WorkspaceWalk.gathered("who changes owners", in: workspace, among: { !$0.hasSuffix(".lock") }) { path, source in
      source.bytes[...].contains(bytesOf: "chown") ? [path] : []
    }.isEmpty == false
  }

  /// A user without an entry in the image has `/` as home, where it may not write; Ollama keeps its key there.
  var userWithoutHome: [Fact] {
    guard let user, let text = user.value, environment.isComplete, isOllamasImage, isOwn(user.at),
      environment.last("HOME") == nil, entrypoint == nil,
      let number = Int(text.prefix { $0 != ":" }), number != 0
    else { return [] }
    let targets = mounts.compactMap(\.target)
    let key = FactID(.key, user.at.document, id.address + ["home"])
    // Images before 0.9.6 are made from an older Ubuntu, which has no such user (Ollama, Dockerfile).
    if number == Self.imagesUser, image.version.map({ $0 >= Version(0, 9, 6) }) ?? true {
      // Its home is there since the image is made from Ubuntu 24.04; a volume in root's is never looked at.
      guard environment.last("OLLAMA_MODELS") == nil, !hasUnknownMounts, !hasUnknownParts,
        targets.count == mounts.count,
        let target = targets.first(where: {
          VolumeSpec.holds($0, modelsDirectory) || VolumeSpec.holds($0, "/.ollama/models")
        }),
        !targets.contains(where: { VolumeSpec.holds($0, Self.homeOfImagesUser) })
      else { return [] }
      return [
        SettingFact.make(
          key, name: "user", value: text, kind: "user", format: format, problem: .otherHome,
          consequence: target, corrected: Self.homeOfImagesUser, at: user.at, owner: id)
      ]
    }
    guard !targets.contains(where: { VolumeSpec.holds($0, "/.ollama") }) else { return [] }
    return [
      SettingFact.make(
        key, name: "user", value: text, kind: "user",
        format: format, problem: .noHome,
        replacement: targets.first { !VolumeSpec.holds("/root", $0) }, at: user.at, owner: id)
    ]
  }

  /// The user `ubuntu` of the image that Ollama's is made from (Ollama, Dockerfile: `FROM ubuntu:24.04`).
  private static let imagesUser = 1000
  private static let homeOfImagesUser = "/home/ubuntu/.ollama"
}
