import Syntax
import Vocabulary

/// A model that a server is told to read from a file, where nothing is mounted.
extension ContainerSpec {
  /// Options of files besides the model's.
  private static let files = ["-mm", "--mmproj", "--lora", "--models-dir"]

  func missingModelFiles(_ engine: EngineImage) -> [Fact] {
    guard !engine.folders.isEmpty, entrypoint == nil, image.build == nil, !hasUnknownMounts, !hasUnknownParts
    else { return [] }
    let targets = mounts.map { $0.target ?? "" }
    guard !targets.contains("") else { return [] }
    let options =
      engine.modelOptions + (engine.name == EngineImage.llamaServer ? Self.files : [])
    return hostPaths(options) + arguments.indices.compactMap { index in
      guard let (path, place) = modelPath(at: index, options, engine),
        !places(of: path, engine).contains(where: { place in
          targets.contains { VolumeSpec.holds($0, place) || $0.hasPrefix(place + "/") }
        })
      else { return nil }
      return fact(of: path, word: place)
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
    if let option = options.first(where: { $0.hasPrefix("-") && text.hasPrefix($0 + "=") }) {
      let value = String(text.dropFirst(option.utf8.count + 1))
      return path(value) ? (value, index) : nil
    }
    if index > 0, let before = arguments[index - 1].text.map(EngineOption.hyphenated),
      options.contains(before), before.hasPrefix("-")
    {
      return path(text) ? (text, index) : nil
    }
    // The first word of vLLM's is the model.
    return index == 0 && engine.name == "vLLM" && path(text) ? (text, index) : nil
  }

  /// Where in the container the path may lead to.
  private func places(of path: String, _ engine: EngineImage) -> [String] {
    if path.hasPrefix("/") { return [Self.normal(path)] }
    if path.hasPrefix("~/") { return [Self.normal("/root/" + path.dropFirst(2))] }
    // The images of ggml-org all start in /app; those that were published before could start in the root.
    let isNewer = image.name.repository.lowercased().contains("ggml-org/")
    let folders = isNewer ? engine.folders.filter { $0 != "/" } : engine.folders
    return (workingDirectory.map { [$0] } ?? folders).map { Self.normal($0 + "/" + path) }
  }

  /// Without `.` and `..`, and without a slash at the end.
  private static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  private func fact(of path: String, word: Int) -> Fact? {
    let sources = mounts.compactMap { mount in
      mount.written.flatMap(VolumeSpec.parts).flatMap { parts in parts.source.map { ($0, parts.target) } }
    }
    // The path of the host, of which a part is mounted elsewhere.
    let own = sources.lazy.compactMap { source, target -> String? in
      let folder = source.hasSuffix("/") ? String(source.dropLast()) : source
      guard folder.hasPrefix("/") || folder.hasPrefix(".") || folder.hasPrefix("~"),
        path.hasPrefix(folder + "/")
      else { return nil }
      return Self.normal(target + "/" + path.dropFirst(folder.utf8.count + 1))
    }.first
    // A name alone, beside the only folder that is mounted.
    let beside =
      mounts.count == 1 && !path.contains("/")
      ? mounts.first?.target.map { Self.normal($0 + "/" + path) } : nil
    return engineFact(
      "engine-model", .pathMissing, name: path, value: arguments[word].text,
      counterpart: mounts.first?.target, expected: own ?? beside, at: arguments[word].at,
      words: ("path", word..<word + 1))
  }
}
