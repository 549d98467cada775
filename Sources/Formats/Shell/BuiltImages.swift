import Syntax

/// The images that a script builds before it starts containers of them: what is in them is in a Dockerfile here.
struct BuiltImages {
  private struct Build {
    let image: ImageName
    let dockerfile: String?
  }

  /// By the names of the images; of several builds the last.
  private let origins: [String: Origin]

  init(_ script: ShellScript, in document: Document, workspace: any Workspace) {
    let builds = script.commands.flatMap { command -> [Build] in
      let words = command.words.map { script.resolve($0) }
      guard
        let engine = words.firstIndex(where: { $0 == "docker" || $0 == "podman" }),
        let build = words[engine...].firstIndex(where: { $0 == "build" }), build <= engine + 2
      else { return [] }
      let arguments = Array(words[(build + 1)...])
      func values(_ names: [String]) -> [String?] {
        arguments.indices.flatMap { index -> [String?] in
          guard let word = arguments[index] else { return [] }
          if names.contains(word) { return [index + 1 < arguments.count ? arguments[index + 1] : nil] }
          return names.filter { word.hasPrefix($0 + "=") }.map { String(word.dropFirst($0.count + 1)) }
        }
      }
      let context = arguments.last.flatMap { $0 }
      let file = values(["-f", "--file"]).last ?? nil
      let directory = context.flatMap { Path.join(document.directory, $0) }
      let path =
        file.flatMap { Path.join(document.directory, $0) }
        ?? directory.flatMap { Path.join($0, "Dockerfile") }
      return values(["-t", "--tag"]).compactMap { $0 }.map { Build(image: ImageName($0), dockerfile: path) }
    }
    let files = Set(builds.compactMap(\.dockerfile))
    let bases = files.reduce(into: [:]) { bases, path in
      bases[path] = workspace.source(at: path).flatMap(DockerfileBase.last).map { ImageName($0).isOllama }
    }
    origins = builds.reduce(into: [:]) { origins, build in
      let isOllama = build.dockerfile.flatMap { bases[$0] } == true
      origins[build.image.repository] = isOllama ? .ollamaWithMore : .somethingElse
    }
  }

  /// Where an image comes from.
  enum Origin {
    case registry
    /// Built by the script from an Ollama.
    case ollamaWithMore
    /// Built by the script from something other than an Ollama, or from nobody knows what.
    case somethingElse
  }

  func origin(of image: ImageName) -> Origin { origins[image.repository] ?? .registry }
}
