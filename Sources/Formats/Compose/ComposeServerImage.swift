import Vocabulary

/// The image of a service that serves Ollama, or of what its Dockerfile starts from.
struct ComposeServerImage {
  let name: ImageName
  let range: SourceRange
  /// Whether an image of another name runs Ollama.
  let isAnother: Bool

  private init(name: ImageName, range: SourceRange, isAnother: Bool) {
    self.name = name
    self.range = range
    self.isAnother = isAnother
  }

  /// `nil` if it is not Ollama.
  init?(_ service: ComposeService, _ build: ComposeBuild?) {
    // Next to `build` it is only what the result is called.
    let isBuilt = service.value("build") != nil
    if !isBuilt || build?.stages?.base == nil,
      let image = service.value("image"), let raw = image.raw
    {
      let name = ImageName(image.text ?? ImageName.withoutVariables(raw))
      if name.isOllama {
        guard !name.isBundledWebUI || !Self.callsElsewhere(service) else { return nil }
        self.init(name: name, range: image.range, isAnother: false)
        return
      }
      if !isBuilt, Self.runsOllama(service, in: name) {
        self.init(name: name, range: image.range, isAnother: true)
        return
      }
    }
    guard let build, let stages = build.stages else { return nil }
    if let name = stages.base.map(ImageName.init), name.isOllama {
      self.init(name: name, range: build.range, isAnother: false)
      return
    }
    guard stages.startsOllama, service.value("command") == nil, service.value("entrypoint") == nil else { return nil }
    self.init(name: ImageName(stages.base ?? ""), range: build.range, isAnother: true)
  }

  /// Whether a service has such an image.
  static func isServer(_ service: ComposeService, in workspace: any Workspace) -> Bool {
    Self(service, ComposeBuild(service, in: workspace)) != nil
  }

  /// Whether a service runs Ollama from an image of another name: its command says so, or the image is called after it and is
  /// handed its models and its port.
  private static func runsOllama(_ service: ComposeService, in image: ImageName) -> Bool {
    let words = ["entrypoint", "command"].compactMap(service.value).flatMap { found -> [String] in
      found.node.items != nil ? found.items().compactMap(\.text) : CommandText.words(found.text ?? "")
    }
    if ServerCommand.startsOllama(words) { return true }
    let name = image.lastPart
    guard words.isEmpty || words == ["serve"], name.hasPrefix("ollama"), !["ui", "proxy", "exporter", "mcp"].contains(where: name.contains)
    else {
      return false
    }
    let targets = service.items("volumes").compactMap { item in
      item.node.entries != nil ? item.value("target")?.text : (item.text ?? item.raw).flatMap(VolumeSpec.target)
    }
    return targets.contains { $0.hasSuffix("/.ollama") || $0.hasSuffix("/.ollama/models") }
      && service.items("ports").contains { item in
        (item.value("target")?.text ?? item.raw ?? "").prefix { $0 != "/" }.hasSuffix("11434")
      }
  }

  /// Whether an Open WebUI with a server of its own is given the address of another one, so that its own holds no models
  /// (open-webui, backend/open_webui/config.py: only `/ollama` stands for its own).
  private static func callsElsewhere(_ service: ComposeService) -> Bool {
    let name = "OLLAMA_BASE_URL"
    return service.values("environment").contains { environment in
      let values =
        environment.entries().filter { $0.key.text == name }.compactMap(\.value.text)
        + environment.items().compactMap(\.text).filter { $0.hasPrefix(name + "=") }
        .map { String($0.dropFirst(name.utf8.count + 1)) }
      return values.contains(where: OpenWebUIVariables.isElsewhere)
    }
  }
}
