import Knowledge
import Vocabulary

/// Mounts that are where the server keeps its models, and by which it still loses them or cannot store any.
///
/// The server writes its key to `~/.ollama/id_ed25519` when it starts and what it pulls to `models` next to it (Ollama,
/// `cmd/cmd.go`: `initializeKeypair`; `envconfig/config.go`: `Models`).
extension ContainerSpec {
  var mountFaults: [Fact] {
    let joined = joinedMounts + bareVolumes
    guard joined.isEmpty else { return joined }
    guard isOfOllama, entrypoint == nil, user == nil, environment.last("HOME") == nil, environment.isComplete,
      !id.document.isDocumentation
    else { return [] }
    let moved = environment.effective("OLLAMA_MODELS")
    guard let directory = moved.map({ $0.value.map(OllamaVariable.trimmed) }) ?? modelsDirectory else {
      return []
    }
    if let elsewhere = volumeElsewhere(directory, isMoved: moved != nil) { return [elsewhere] }
    let faults = mounts.enumerated().compactMap { index, mount in
      isOwn(mount.at) ? fault(mount, index, directory, isMoved: moved != nil) : nil
    }
    return faults + (faults.isEmpty ? readOnlyEverywhere(directory) : [])
  }

  /// The only volume with a name, at a folder that neither the image nor a command here knows: `data:/data`.
  private func volumeElsewhere(_ directory: String, isMoved: Bool) -> Fact? {
    guard !isMoved, mounts.count == 1, let mount = mounts.first, isOwn(mount.at), !mount.isReadOnly, command == nil,
      !hasUnknownMounts, !hasUnknownParts, !hasOtherFiles, let target = mount.target,
      let spec = mount.written.flatMap(VolumeSpec.parts), let source = spec.source,
      source.first.map({ $0.isLetter || $0.isNumber }) == true, source.allSatisfy({ !"/\\$".contains($0) }),
      !VolumeSpec.holds(target, directory), !VolumeSpec.holds(directory, target),
      !StrayMount.isStray(target, besides: directory), StrayMount.plain.contains(target)
    else { return nil }
    return setting(
      ["mounts", "0"], name: target, value: mount.written, kind: "mount", problem: .unread, consequence: directory,
      counterpart: Self.modelsDirectory,
      corrected: VolumeSpec.text(source: source, target: Self.modelsDirectory, options: spec.options), at: mount.at)
  }

  /// Ollama's own image, or Open WebUI's with an Ollama in it.
  private var isOfOllama: Bool {
    (image.name.repository.hasSuffix("ollama/ollama") || image.name.isBundledWebUI) && image.build == nil
  }

  private func fault(_ mount: Mount, _ index: Int, _ directory: String, isMoved: Bool) -> Fact? {
    guard let target = mount.target, VolumeSpec.holds(target, directory) else { return nil }
    let corrected: String?
    let problem: ValueFault
    let spec = mount.written.flatMap(VolumeSpec.parts)
    if mount.isReadOnly {
      // A store that is ready made may be shared among servers that only read it: there the key is next to it.
      let keepsKey = VolumeSpec.holds(target, Self.modelsDirectory) && !target.hasSuffix("/models")
      guard keepsKey else { return nil }
      problem = .readOnly
      corrected = spec.flatMap(VolumeSpec.writable)
    } else if let spec, spec.source == nil {
      problem = .anonymous
      corrected = "ollama:\(spec.target)"
    } else if !isMoved, let spec, let source = spec.source, source.hasSuffix(".ollama/models"),
      target == Self.modelsDirectory
    {
      problem = .oneLevelOff
      corrected = VolumeSpec.text(source: source, target: target + "/models", options: spec.options)
    } else {
      return nil
    }
    return setting(
      ["mounts", String(index)], name: target, value: mount.written, kind: "mount", problem: problem,
      consequence: directory, corrected: corrected, at: mount.at)
  }

  /// `-v ~/.ollama/root/.ollama`: without its colon, one path in the container, and a volume without a name.
  private var joinedMounts: [Fact] {
    mounts.enumerated().compactMap { index, mount in
      guard isOwn(mount.at), let text = mount.written, !text.contains(":"),
        text != Self.modelsDirectory, text.hasSuffix(Self.modelsDirectory)
      else { return nil }
      let source = String(text.dropLast(Self.modelsDirectory.utf8.count))
      return setting(
        ["mounts", String(index)], name: text, value: text, kind: "mount", problem: .noTarget,
        consequence: Self.modelsDirectory, corrected: "\(source):\(Self.modelsDirectory)", at: mount.at)
    }
  }

  /// `-v ollama`: one word is a place in the container, which has to begin with a slash ("mount path must be absolute").
  private var bareVolumes: [Fact] {
    guard isOfOllama, !id.document.isDocumentation else { return [] }
    return mounts.enumerated().compactMap { index, mount in
      guard isOwn(mount.at), let text = mount.written, let first = text.first, first.isLetter,
        text.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) })
      else { return nil }
      return SettingFact.make(
        FactID(.key, mount.at.document, id.address + ["mounts", String(index)]), name: text, value: text, kind: "mount", format: format,
        problem: .noTarget, consequence: Self.modelsDirectory, corrected: "\(text):\(Self.modelsDirectory)", at: mount.at, owner: id)
    }
  }

  /// A container that may write nowhere, and so not where its key is.
  private func readOnlyEverywhere(_ directory: String) -> [Fact] {
    guard let root = readOnlyRoot, isOwn(root), !hasUnknownMounts, !hasUnknownParts,
      !mounts.contains(where: { mount in
        mount.target.map { VolumeSpec.holds($0, Self.modelsDirectory) && !$0.hasSuffix("/models") } ?? true
      })
    else { return [] }
    return [
      setting(
        ["read-only"], name: Self.modelsDirectory, kind: "root", problem: .readOnly, consequence: directory, at: root)
    ]
  }
}
