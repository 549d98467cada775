/// An image whose model server is known, with what its maker set: one row of `Catalogue/engines.yaml`.
struct EngineImage: Sendable {
  /// Whether it needs a GPU.
  enum Need: Sendable {
    /// It runs on a CPU as well.
    case none
    /// It does not start without a GPU, except with tags that hold one of some words.
    case gpu(except: [String])
    /// Its server only uses a GPU with tags that hold one of some words, and falls back to the CPU.
    case tagged([String])
  }

  /// The ends of its names.
  let images: [String]
  /// Words in the tag of an image that serves, one is enough. Empty: any tag serves.
  var tags: [String] = []
  let name: String
  /// Where it listens by default.
  var port: Int?
  var portOptions: [String] = []
  var portVariable: String?
  /// Where it keeps what it downloads, the first that counts.
  var caches: [String] = []
  /// Variables and options that move it elsewhere.
  var cacheSettings: [String] = []
  /// Options that name the model.
  var modelOptions: [String] = []
  /// Those that name a repository of Hugging Face, where the others only name a file.
  var hubOptions: [String] = []
  /// What begins a command that repeats the entry point, the longest first; none where there is no entry point.
  var entrypoint: [[String]] = []
  /// Users by their numbers that the image knows, where others have no home.
  var users: Set<String> = []
  /// The release from which the image's program takes the model as a word of its own.
  var modelAsWordSince: String?
  /// What starts it outside of its image, program first.
  var commands: [[String]] = []
  /// What starts it in its image, where no entry point does.
  var start: String?
  /// Whether the entry point hands on each word as it is; a script may split them again.
  var keepsWords = true
  /// Whether it refuses an option in which an underscore stands for a hyphen.
  var isStrict = false
  /// Options that take a value.
  var valued: Set<String> = []
  /// Options besides the model's that name a file or a folder which it reads.
  var fileOptions: [String] = []
  /// What the values of some of them must be.
  var forms: [String: Form] = [:]
  /// The forms of values of variables.
  var variableForms: [String: Form] = [:]
  /// Options whose words a plugin adds to, with the option that loads it.
  var extended: [String: String] = [:]
  /// Options that have no effect unless one of some others is set. The first of these is the one to suggest.
  var alone: [String: [String]] = [:]
  /// The build of llama.cpp that is certain to be so.
  var aloneSince: Int?
  /// How many GPUs one model is spread over, as an option or a variable says it.
  var parallelOptions: [String] = []
  /// The path below which alone it serves OpenAI's API.
  var apiPath: String?
  /// The port that the image's own health check asks.
  var healthPort: Int?
  /// Programs that its image does not have, with what its health check can run instead.
  var lacks: [String: String] = [:]
  /// Its programs that are not on the PATH of the image, with where they are.
  var offPath: [String: String] = [:]
  /// Folders that a relative path may start from, of newer and older images.
  var folders: [String] = []
  var need = Need.none
  /// The GPU vendor an image is for, by a word in its name or tag. The empty word is for images without such a word.
  var vendors: [String: String] = [:]
  /// Options of other servers, with its own for the same; empty where it has nothing of the kind.
  var foreign: [String: String] = [:]

  /// Options and variables that it had once, with a release or a build (`b10875`) that has them no more, and what some became.
  var removed: [String: String] = [:]
  var instead: [String: String] = [:]

  static let llamaServer = "llama-server"

  /// Whether it loads the one model that its command names, so that a model is known where it is not described otherwise.
  var keepsOneModel: Bool { hubOptions.isEmpty && name != "vLLM" }

  /// Where it listens as its command says it, or else by default; `nil` where only the running program knows.
  func port(in words: [String?]) -> Int? {
    guard let found = EngineOption.value(of: portOptions, in: words) else { return port }
    return found.text.flatMap { $0.split(separator: ":").last.flatMap { Int($0) } }
  }

  /// Whose GPUs an image of it computes on; `nil` where the name does not say, or it runs on none.
  func vendor(of image: ImageName) -> String? {
    let name = (image.repository + ":" + (image.tag ?? "")).lowercased()
    let word = vendors.keys.sorted().last { !$0.isEmpty && name.contains($0) } ?? ""
    return vendors[word].flatMap { $0.isEmpty ? nil : $0 }
  }

  static func of(_ image: ImageName) -> EngineImage? {
    all.first { row in
      image.isOne(of: row.images)
        && (row.tags.isEmpty || image.tag.map { tag in row.tags.contains(where: tag.contains) } ?? true)
    }
  }

  /// The program in an image; `nil` for one that serves no models, and for Ollama.
  static func program(in image: ImageName) -> (name: String, port: Int?)? {
    let entry = BuiltInClients.entry(ofImage: image.repository.lowercased())
    if let known = of(image) { return (known.name, entry?.description.served?.port) }
    guard let entry, let served = entry.description.served else { return nil }
    return (entry.description.name, served.port)
  }
}
