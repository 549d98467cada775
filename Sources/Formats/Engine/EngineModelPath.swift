import ClientDescription
import Syntax
import Vocabulary

/// A model that a server reads from a file, where nothing is mounted.
extension ContainerSpec {
  func missingModelFiles(_ engine: EngineImage) -> [Fact] {
    guard !engine.folders.isEmpty, let targets = knownTargets else { return [] }
    let options = engine.modelOptions + engine.fileOptions
    return hostPaths(options)
      + arguments.indices.compactMap { index in
        guard let (path, place) = modelPath(at: index, options, engine),
          !isThere(path, startingFrom: folders(of: engine), targets)
        else { return nil }
        return fact(of: path, word: place, kind: "engine-model")
      }
  }

  /// The same in an image that is not known, which may hold anything but a file next to one that is mounted by itself.
  func missingSiblings(_ engine: EngineImage, _ words: [CommandWord]) -> [Fact] {
    guard image.build == nil, !hasUnknownMounts, !hasUnknownParts else { return [] }
    let targets = mounts.compactMap(\.target)
    let texts = words.map { $0.text.map(EngineOption.hyphenated) }
    return (engine.modelOptions + engine.fileOptions).compactMap { option in
      guard let found = EngineOption.value(of: [option], in: texts), let path = found.text, path.hasPrefix("/"), !path.contains("$"),
        let sibling = targets.first(where: { target in
          Path.directory(of: target) == Path.directory(of: path) && target.split(separator: "/").last?.contains(".") == true
        }), !targets.contains(where: { VolumeSpec.holds($0, path) })
      else { return nil }
      return engineFact(
        "engine-model-\(found.index)", .pathMissing, name: path, counterpart: sibling, at: words[found.index].at, kind: "engine-model")
    }
  }

  /// Settings that the command names by an option of the program's, and no mount brings into the container.
  func missingSettings(_ command: CommandSettings) -> [Fact] {
    guard !hasOtherFiles, !id.document.isDocumentation, let targets = knownTargets else { return [] }
    return arguments.indices.compactMap { index in
      guard let (path, place) = value(at: index, of: command.options),
        Self.isSettings(path),
        !command.holds.contains(where: { path == $0 || path.hasSuffix("/" + $0) }),
        !isThere(path, startingFrom: [command.folder], targets)
      else { return nil }
      // The one file of settings that is mounted is the one that is meant.
      let files = targets.filter { Self.isSettings($0) }
      return fact(of: path, word: place, kind: "settings-path", meant: files.count == 1 ? files[0] : nil)
    }
  }

  /// The file of settings next to this one that the program looks for by itself, where no mount brings it into the container.
  func missingDefaults(_ command: CommandSettings) -> [Fact] {
    guard let file = command.file, !hasOtherFiles, !id.document.isDocumentation, let targets = knownTargets,
      let beside = Path.join(Path.directory(of: id.document.path), file), workspace.kind(at: beside) == .file,
      !isThere(file, startingFrom: [command.folder], targets), environment.isComplete,
      !mounts.contains(where: { $0.written?.contains(file) ?? false }),
      // Another file that is laid over this one may be kept on one computer alone.
      !["docker-compose.override.yml", "compose.override.yaml", "docker-compose.override.yaml", "compose.override.yml"].contains(
        where: { Path.join(Path.directory(of: id.document.path), $0).map(workspace.isIgnored) ?? false }),
      command.variable.map({ name in
        environment.last(name) == nil
          && workspace.source(at: Path.join(Path.directory(of: id.document.path), ".env") ?? "")
            .map { !$0.string($0.range).contains(name) } ?? true
      }) ?? true
    else { return [] }
    return [
      engineFact(
        "settings-file", .notPassed, name: file, counterpart: command.folder + "/" + file, at: image.at, kind: "settings-path")
    ].compactMap { $0 }
  }

  private static func isSettings(_ path: String) -> Bool {
    [".yaml", ".yml", ".json", ".toml"].contains(where: path.hasSuffix)
  }

  /// Where something is mounted; `nil` where there may be more than that.
  private var knownTargets: [String]? {
    guard entrypoint == nil, image.build == nil, !hasUnknownMounts, !hasUnknownParts else { return nil }
    let targets = mounts.map { $0.target ?? "" }
    return targets.contains("") ? nil : targets
  }

  private func isThere(_ path: String, startingFrom folders: [String], _ targets: [String]) -> Bool {
    places(of: path, startingFrom: folders).contains { place in
      targets.contains { VolumeSpec.holds($0, place) || $0.hasPrefix(place + "/") }
    }
  }

  /// `--model $PWD/llama`, which the shell makes a path of the host, where no mount has it on its other side.
  private func hostPaths(_ options: [String]) -> [Fact] {
    arguments.indices.compactMap { index in
      let raw = arguments[index].raw.drop { $0 == "\"" }
      let isValue = index > 0 && arguments[index - 1].text.map { options.contains(EngineOption.hyphenated($0)) } == true
      let value =
        isValue ? raw : options.lazy.filter { raw.hasPrefix($0 + "=") }.map { raw.dropFirst($0.utf8.count + 1) }.first
      guard let value, arguments[index].text == nil || value.hasPrefix("~/"),
        let start = ["$PWD/", "${PWD}/", "$(pwd)/", "`pwd`/", "$HOME/", "${HOME}/", "~/"].first(where: value.hasPrefix),
        !mounts.contains(where: { mount in
          mount.written.map { $0.contains(":" + start.dropLast()) || $0.contains(":\"" + start.dropLast()) } ?? true
        })
      else { return nil }
      return engineFact(
        "engine-model-\(index)", .pathMissing, name: String(value.filter { $0 != "\"" }), value: nil,
        counterpart: mounts.first?.target, at: arguments[index].at, kind: "engine-model")
    }
  }

  /// The path that a word is or holds, and which word that is.
  private func modelPath(at index: Int, _ options: [String], _ engine: EngineImage) -> (String, Int)? {
    guard let text = arguments[index].text.map(EngineOption.hyphenated), !text.contains("$") else {
      return nil
    }
    let isLlama = engine.name == EngineImage.llamaServer
    func path(_ value: String) -> Bool {
      if value.contains("://") || value.isEmpty { return false }
      // Elsewhere a name without a sign of a path is a repository's.
      return ["/", "./", "../", "~/"].contains(where: value.hasPrefix)
        || isLlama && value.hasSuffix(".gguf")
    }
    if let (value, place) = self.value(at: index, of: options) { return path(value) ? (value, place) : nil }
    // The first word of vLLM's is the model.
    return index == 0 && engine.name == "vLLM" && path(text) ? (text, index) : nil
  }

  /// The value that a word is or holds of one of these options, and which word that is.
  private func value(at index: Int, of options: [String]) -> (String, Int)? {
    guard let text = arguments[index].text.map(EngineOption.hyphenated), !text.contains("$") else { return nil }
    if let option = options.first(where: { $0.hasPrefix("-") && text.hasPrefix($0 + "=") }) {
      return (String(text.dropFirst(option.utf8.count + 1)), index)
    }
    guard index > 0, let before = arguments[index - 1].text.map(EngineOption.hyphenated), before.hasPrefix("-"),
      options.contains(before)
    else { return nil }
    return (text, index)
  }

  /// The images of ggml-org all start in /app; those that were published before could start in the root.
  private func folders(of engine: EngineImage) -> [String] {
    let isNewer = image.name.repository.lowercased().contains("ggml-org/")
    return isNewer ? engine.folders.filter { $0 != "/" } : engine.folders
  }

  /// Where in the container the path may point to.
  private func places(of path: String, startingFrom folders: [String]) -> [String] {
    if path.hasPrefix("/") { return [Path.absolute(path, from: "/")] }
    if path.hasPrefix("~/") { return [Path.absolute(String(path.dropFirst(2)), from: "/root")] }
    return (workingDirectory.map { [$0] } ?? folders).map { Path.absolute(path, from: $0) }
  }

  private func fact(of path: String, word: Int, kind: String, meant: String? = nil) -> Fact? {
    let sources = mounts.compactMap { mount in
      mount.written.flatMap(VolumeSpec.parts).flatMap { parts in parts.source.map { ($0, parts.target) } }
    }
    // A path on the host, part of which is mounted at another path.
    let own = sources.lazy.compactMap { source, target -> String? in
      let folder = source.hasSuffix("/") ? String(source.dropLast()) : source
      guard folder.hasPrefix("/") || folder.hasPrefix(".") || folder.hasPrefix("~"),
        path.hasPrefix(folder + "/")
      else { return nil }
      return Path.absolute(target + "/" + path.dropFirst(folder.utf8.count + 1), from: "/")
    }.first
    // A name alone, next to the only folder that is mounted.
    let beside =
      mounts.count == 1 && !path.contains("/")
      ? mounts.first?.target.map { Path.absolute($0 + "/" + path, from: "/") } : nil
    return engineFact(
      kind, .pathMissing, name: path, value: arguments[word].text,
      counterpart: mounts.first?.target, expected: meant ?? own ?? beside, at: arguments[word].at,
      words: ("path", word..<word + 1))
  }
}
