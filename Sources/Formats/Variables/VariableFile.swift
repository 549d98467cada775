import Knowledge
import Syntax
import Vocabulary

/// An env file as the program that receives it reads it.
struct VariableFile: Sendable {
  let variables: [Variable]
  /// The lines that do something else than they seem to.
  let misread: [MisreadLine]

  init(at path: String, _ source: SourceText, by reader: EnvironmentReader) {
    self.init(reader.read(source), of: DocumentID(path))
  }

  init(_ file: EnvironmentFile, of document: DocumentID) {
    let commented = Set(file.slips.filter { $0.kind == .comment }.map(\.key))
    variables = file.entries.map { entry in
      Variable(
        name: entry.key, value: entry.value, address: [entry.key], document: document,
        nameRange: entry.keyRange, valueRange: entry.valueRange, range: entry.range,
        isMisread: commented.contains(entry.key))
    }
    misread = file.slips.enumerated().map { index, slip in
      MisreadLine(
        slip: slip, ordinal: file.ordinal(ofSlip: index), reader: file.reader, document: document)
    }
  }
}

/// A line of an env file whose reader understands it differently from its author.
struct MisreadLine: Sendable {
  let slip: EnvironmentFile.Slip
  /// Among the slips of its key.
  let ordinal: Int
  let reader: EnvironmentReader
  let document: DocumentID
  /// Whether Compose surely reads the file, and not only some program like it.
  var isRead = false

  /// `nil` for variables that have nothing to do with a model, and for what Ollama undoes by itself.
  func fact(of owner: FactID) -> Fact? {
    if slip.kind == .commentAsValue, !isRead { return nil }
    guard slip.key.hasPrefix("OLLAMA_") || OllamaVariable.named(slip.key)?.standing == .read else {
      return nil
    }
    // Ollama removes blanks and quotes around its own values (`envconfig/config.go`, Var).
    let isTrimmed = OllamaVariable.named(slip.key)?.standing == .read && slip.key.hasPrefix("OLLAMA_")
    // A folder that cannot hold models has a rule of its own.
    if slip.kind == .expansion, slip.key == "OLLAMA_MODELS", reader == .systemd { return nil }
    if slip.kind == .quotes || slip.kind == .blanks && slip.value != nil, isTrimmed { return nil }
    let at = SourceRange(document, slip.range)
    var fact = Fact(
      FactID(.key, document, ["line", String(ordinal), slip.key]), at: at, related: [.owner: owner])
    if owner.subject == .server { fact.related[.server] = owner }
    fact.write(.name, .text(slip.key), at: at)
    fact.infer(.kind, .text("env-line"))
    fact.infer(.format, .text(readerName))
    fact.write(any: .problem, .text(slip.kind.rawValue), at: at)
    if let value = slip.value { fact.write(.value, .text(value), at: at) }
    return fact
  }

  private var readerName: String {
    switch reader {
    case .compose: "Docker Compose"
    case .python: "python-dotenv"
    case .docker: "docker run --env-file"
    case .podman: "podman --env-file"
    case .systemd: "systemd"
    case .userManager: "environment.d"
    }
  }
}

extension EnvironmentFile {
  /// How many slips of the same key are before one: a name for it that stays when lines above it change.
  func ordinal(ofSlip index: Int) -> Int {
    slips[..<index].count { $0.key == slips[index].key }
  }
}
