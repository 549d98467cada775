import Syntax

/// The images that a script builds before it starts containers of them: what is in them is in a Dockerfile here.
struct BuiltImages {
  private struct Build {
    let image: ImageName
    let dockerfile: String?
  }

  private let builds: [Build]
  private let workspace: any Workspace
  /// What each Dockerfile ends up as.
  private let bases = OncePer<String, String?>()

  init(_ script: ShellScript, in document: Document, workspace: any Workspace) {
    self.workspace = workspace
    builds = script.commands.flatMap { command -> [Build] in
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
  }

  /// Where an image comes from.
  enum Origin {
    case registry
    /// Built by the script from an Ollama.
    case ollamaWithMore
    /// Built by the script from something other than an Ollama, or from nobody knows what.
    case somethingElse
  }

  func origin(of image: ImageName) -> Origin {
    guard let build = builds.last(where: { $0.image.repository == image.repository }) else { return .registry }
    let base = build.dockerfile.flatMap { path in
      bases.value(of: path) { workspace.source(at: path).flatMap(DockerfileBase.last) }
    }
    return base.map { ImageName($0).isOllama } == true ? .ollamaWithMore : .somethingElse
  }
}
