import Knowledge
import Syntax

/// What a running server says of itself.
public struct LiveServer: Sendable {
  public struct Running: Sendable {
    public let name: String
    /// Tokens of one request; `nil` for servers that do not tell.
    public let context: Int?
    /// Bytes in all, and on GPUs.
    public let size: Int
    public let gpuSize: Int
  }

  public let address: HTTPAddress
  public let version: String
  public let pulled: [String]
  public let running: [Running]

  /// Asks `/api/version`, `/api/tags` and `/api/ps`.
  ///
  /// - Parameter timeout: seconds for each answer.
  public init(_ address: HTTPAddress, timeout: Int) throws(DoctorError) {
    let request = HTTPRequest(address: address, timeout: Int32(clamping: timeout * 1000))
    try self.init(
      address, version: try request.get("/api/version"), tags: try request.get("/api/tags"),
      running: try request.get("/api/ps"))
  }

  /// From what the server answers to each.
  init(
    _ address: HTTPAddress, version: NodeDocument, tags: NodeDocument, running: NodeDocument
  ) throws(DoctorError) {
    self.address = address
    guard let version = version.node(at: ["version"])?.text else {
      throw DoctorError("the server at \(address.text) is not Ollama: it reports no version")
    }
    self.version = version
    pulled = Self.models(tags).compactMap { tags, path in tags.node(at: path + ["name"])?.text }
    self.running = Self.models(running).compactMap { ps, path in
      guard let name = ps.node(at: path + ["name"])?.text else { return nil }
      func number(_ key: PathStep) -> Int? { ps.node(at: path + [key])?.text.flatMap { Int($0) } }
      return Running(
        name: name, context: number("context_length"), size: number("size") ?? 0,
        gpuSize: number("size_vram") ?? 0)
    }
  }

  private static func models(_ answer: NodeDocument) -> [(NodeDocument, [PathStep])] {
    (answer.node(at: ["models"])?.items ?? []).indices.map { (answer, ["models", .index($0)]) }
  }

  /// `num_ctx` that a model's own parameters set, asked of `/api/show`; `nil` where they set none.
  public func ownContext(of model: String, timeout: Int) throws(DoctorError) -> Int? {
    let request = HTTPRequest(address: address, timeout: Int32(clamping: timeout * 1000))
    let quoted = model.unicodeScalars.map { scalar -> String in
      scalar == "\"" || scalar == "\\" ? "\\" + String(scalar) : scalar.value < 0x20 ? " " : String(scalar)
    }.joined()
    return Self.ownContext(try request.post("/api/show", "{\"model\":\"\(quoted)\"}"))
  }

  static func ownContext(_ answer: NodeDocument) -> Int? {
    let lines = answer.node(at: ["parameters"])?.text?.split(whereSeparator: \.isNewline) ?? []
    for line in lines.reversed() {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == "num_ctx" { return Int(words[1]) }
    }
    return nil
  }

  func running(_ name: ModelName) -> Running? {
    running.first { ModelName($0.name)?.canonical == name.canonical }
  }

  func has(_ name: ModelName) -> Bool { pulled.contains { ModelName($0)?.canonical == name.canonical } }
}
