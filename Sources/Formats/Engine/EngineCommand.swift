/// A command line of llama-server, as far as its clients notice it.
///
/// Options and their variables: ggml-org/llama.cpp `tools/server/README.md` (00dc805, autumn 2026).
struct EngineCommand {
  static let contextOptions = ["-c", "--ctx-size"]
  private static let parallelOptions = ["-np", "--parallel"]
  private static let layerOptions = ["-ngl", "--gpu-layers", "--n-gpu-layers"]
  private static let nameOptions = ["-a", "--alias"]
  static let fileOptions = ["-m", "--model"]
  static let projectorOptions = ["-mm", "--mmproj"]
  private static let repositoryOptions = ["-hf", "-hfr", "--hf-repo", "-dr", "--docker-repo"]
  /// What makes it choose among several models by the name in the request.
  private static let routerOptions = ["--models-dir", "--models-preset"]

  /// The words after the program's name; `nil` for what only the running program knows.
  private let arguments: [String?]
  private let variables: [String: String]

  init(arguments: [String?], variables: [String: String] = [:]) {
    self.arguments = arguments
    self.variables = variables
  }

  /// `nil` for a line of another program.
  init?(line: String) {
    let words = CommandText.words(line)
    guard let program = words.firstIndex(where: Self.isProgram) else { return nil }
    self.init(arguments: Array(words[(program + 1)...]))
  }

  /// `llama-server`, `/opt/llama.cpp/bin/llama-server`, `llama-server.exe`.
  static func isProgram(_ word: String) -> Bool {
    let name = word.split { $0 == "/" || $0 == "\\" }.last ?? ""
    return name == "llama-server" || name == "llama-server.exe"
  }

  // MARK: What it says

  /// The tokens that one request has; `nil` where that is not written, or only the model knows.
  var window: Int? {
    guard let total, total > 0 else { return nil }
    guard let slots, slots > 1, !isUnified else { return total }
    return total / slots
  }

  /// Why a request has that window.
  var windowReason: String {
    let (total, slots) = (total ?? 0, slots ?? 1)
    if EngineOption.value(of: Self.contextOptions, in: arguments) == nil {
      return "LLAMA_ARG_CTX_SIZE is \(total)" + (slots > 1 && !isUnified ? ", divided among \(slots) slots" : "")
    }
    return slots > 1 && !isUnified
      ? "llama-server divides -c \(total) among \(slots) slots (-np)" : "llama-server runs with -c \(total)"
  }

  /// The whole context, of all slots together.
  private var total: Int? {
    value(Self.contextOptions, "LLAMA_ARG_CTX_SIZE").flatMap { Int($0) }
  }
  private var slots: Int? { value(Self.parallelOptions, "LLAMA_ARG_N_PARALLEL").flatMap { Int($0) } }
  /// One cache that all slots share.
  private var isUnified: Bool {
    arguments.contains { $0 == "--kv-unified" || $0 == "-kvu" } || variables["LLAMA_ARG_KV_UNIFIED"] != nil
  }

  var port: Int? { value(["--port"], "LLAMA_ARG_PORT").flatMap { Int($0) } }
  /// Whether a port is written, known or not.
  var saysPort: Bool { says(["--port"]) || variables["LLAMA_ARG_PORT"] != nil }
  var gpuLayers: Int? { value(Self.layerOptions, "LLAMA_ARG_N_GPU_LAYERS").flatMap { Int($0) } }

  /// Whether it has one model, which answers whatever name is asked for.
  var hasOneModel: Bool {
    !Self.routerOptions.contains { says([$0]) }
      && (modelFile != nil || repository != nil || says(Self.fileOptions + Self.repositoryOptions))
  }

  /// As the program lists it, or else as its file or repository is called.
  var model: String? {
    value(Self.nameOptions, "LLAMA_ARG_ALIAS")
      ?? modelFile.map { path in
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".gguf") ? String(name.dropLast(5)) : name
      } ?? repository
  }

  private var modelFile: String? { value(Self.fileOptions, "LLAMA_ARG_MODEL") }
  private var repository: String? { value(Self.repositoryOptions, "LLAMA_ARG_HF_REPO") }

  // MARK: Words

  /// The place of the word that holds the value of the last of some options; the word itself in `--port=8080`.
  func place(of names: [String]) -> Int? { EngineOption.value(of: names, in: arguments)?.index }

  /// The last value of an option; `nil` where there is none, or it is not known.
  func value(of names: [String]) -> String? { value(names, "") }

  private func says(_ names: [String]) -> Bool { place(of: names) != nil }

  private func value(_ names: [String], _ variable: String) -> String? {
    guard let found = EngineOption.value(of: names, in: arguments) else { return variables[variable] }
    return found.text
  }
}
