import Syntax

/// The stages of a Dockerfile that end up in its image: the last one, or a target, and those that it is made from.
struct DockerfileStages {
  let tree: DockerfileTree
  /// The image that the first of them starts from; `nil` where a variable gives it.
  let base: String?
  /// The instructions of all of them, in the order that they are run in.
  let instructions: [Int]
  /// The image that each stage with a name comes from in the end.
  private let images: [String: String]
  private let arguments: DockerfileArguments

  /// `nil` if there is no such stage.
  ///
  /// - Parameter given: the build arguments of the build, over the defaults; `nil` for a value that cannot be known.
  init?(_ tree: DockerfileTree, target: String? = nil, given: [String: String?] = [:]) {
    struct Stage {
      let from: String
      let name: String?
      let range: Range<Int>
    }
    let arguments = DockerfileArguments(tree, given: given)
    let starts = tree.instructions.indices.filter { tree.instructions[$0].name == "FROM" }
    let stages = starts.enumerated().map { index, start -> Stage in
      let words = tree.text(of: tree.instructions[start]).split(whereSeparator: \.isWhitespace)
        .drop { $0.hasPrefix("--") }.map(String.init)
      let name = words.count > 2 && words[1].lowercased() == "as" ? words[2].lowercased() : nil
      let end = index + 1 < starts.count ? starts[index + 1] : tree.instructions.count
      let from = words.first ?? ""
      return Stage(from: arguments.expand(from) ?? from, name: name, range: (start + 1)..<end)
    }
    let last = target.map { target in
      stages.lastIndex { $0.name == target.lowercased() }
        ?? Int(target).flatMap { stages.indices.contains($0) ? $0 : nil }
    }
    guard var current = last ?? stages.indices.last else { return nil }
    var chain = [current]
    // A stage is only ever made from one before it.
    while let below = stages[..<current].lastIndex(where: { $0.name == stages[current].from.lowercased() }) {
      chain.append(below)
      current = below
    }
    self.tree = tree
    self.arguments = arguments
    var images: [String: String] = [:]
    for stage in stages {
      if let name = stage.name { images[name] = images[stage.from.lowercased()] ?? stage.from }
    }
    self.images = images
    let from = stages[current].from
    base = from.isEmpty || from.contains("$") ? nil : from
    instructions = chain.reversed().flatMap { Array(stages[$0].range) }
  }

  /// The image that an instruction copies from: the one that it names, or that of the stage which it names.
  func origin(of instruction: DockerfileTree.Instruction) -> String? {
    guard ["COPY", "ADD"].contains(instruction.name),
      let word = tree.text(of: instruction).split(whereSeparator: \.isWhitespace).first(where: { $0.hasPrefix("--from=") })
    else { return nil }
    let name = String(word.dropFirst("--from=".count))
    return images[name.lowercased()] ?? arguments.expand(name) ?? name
  }

  /// Whether an Ollama runs in its containers: it is installed, taken from Ollama's image, or started by a script.
  ///
  /// - Parameter copied: the text of a file of the build's folder; `nil` where it is not here.
  func bringsOllama(copied: (_ name: String) -> String?) -> Bool {
    instructions.contains { index in
      let instruction = tree.instructions[index]
      let text = tree.text(of: instruction)
      switch instruction.name {
      case "RUN", "CMD", "ENTRYPOINT":
        return ContainerSpec.startsOllama(text) || text.contains("ollama.com/install")
          || text.contains("\"ollama\", \"serve\"")
      case "COPY", "ADD":
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        if origin(of: instruction).map({ ImageName($0).isOllama }) == true { return true }
        return words.dropLast().contains { word in
          !word.hasPrefix("--") && copied(word).map(ContainerSpec.startsOllama) == true
        }
      default: return false
      }
    }
  }

  /// Whether its containers start Ollama's server and nothing else: `CMD ["ollama", "serve"]` in an image that is not Ollama's.
  var startsOllama: Bool {
    func words(_ name: String) -> [String] {
      instructions.last { tree.instructions[$0].name == name }.map { DockerfileReader.words(tree.text(of: tree.instructions[$0])) } ?? []
    }
    return ServerCommand.startsOllama(words("ENTRYPOINT") + words("CMD"))
  }

  /// Whether the image is given the program, by a package manager or as a file.
  func installs(_ tool: String) -> Bool {
    instructions.contains { index in
      let instruction = tree.instructions[index]
      guard ["RUN", "COPY", "ADD"].contains(instruction.name) else { return false }
      let text = tree.text(of: instruction)
      let names = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      let isNamed = names.contains { $0 == tool || tool == "nc" && $0.hasPrefix("netcat") }
      return isNamed && (instruction.name != "RUN" || Self.managers.contains { text.contains($0) })
    }
  }

  /// Whether a step brings models into the image, so that every container of it has them.
  ///
  /// - Parameter script: the text of a file that the build may copy, by its name.
  func holdsModels(_ script: (_ name: String) -> String?) -> Bool {
    let commands = ["ollama pull", "ollama create", "ollama run"]
    return instructions.contains { index in
      let text = tree.text(of: tree.instructions[index])
      switch tree.instructions[index].name {
      case "RUN":
        if commands.contains(where: text.contains) { return true }
        let scripts = text.split { " ;&|()'\"\t\n".contains($0) }.filter { $0.hasSuffix(".sh") }
        return scripts.contains { word in
          script(String(word.split(separator: "/").last ?? word)).map { text in commands.contains(where: text.contains) } ?? false
        }
      case "COPY", "ADD": return text.contains(".ollama") || text.contains("/models")
      default: return false
      }
    }
  }

  private static let managers = ["install", "apk add", "pacman -S", "dnf ", "yum ", "curl -", "wget -"]

  /// Whether an instruction changes what a container's command is handed to.
  var hasEntrypoint: Bool { instructions.contains { tree.instructions[$0].name == "ENTRYPOINT" } }

  /// Whether no instruction says what its containers run.
  var startsAsBase: Bool {
    !instructions.contains { ["ENTRYPOINT", "CMD"].contains(tree.instructions[$0].name) }
  }

  var assignments: [DockerfileTree.Assignment] {
    instructions.flatMap { tree.assignments(of: tree.instructions[$0]) }
  }
}
