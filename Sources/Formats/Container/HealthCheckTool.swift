import Knowledge

/// Programs that a health check needs and the ollama image does not have.
///
/// The image holds ollama, bash and the core utilities (`Dockerfile`).
enum HealthCheckTool {
  /// The first missing program in the words of a check; `nil` if all it needs is there.
  static func missing(in words: [String]) -> String? {
    let hasBash = pieces(words).contains { $0.hasSuffix("bash") }
    let tools = alternatives(words).map { missing(in: $0, hasBash: hasBash) }
    // Where the first way fails for want of a program, the next one is taken: `curl ... || ollama list`.
    return tools.contains(nil) ? nil : tools.first ?? nil
  }

  /// What a check tries one after another, without what only says how it ends.
  private static func alternatives(_ words: [String]) -> [String] {
    var rest = words.joined(separator: " ")
    var ways: [String] = []
    while let mark = rest.firstRange(ofBytes: "||") {
      ways.append(String(rest[..<mark.lowerBound]))
      rest = String(rest[mark.upperBound...])
    }
    ways.append(rest)
    let endings = ["exit", "true", "false", ":", "kill", "echo"]
    return ways.prefix(1)
      + ways.dropFirst().filter { way in
        let program = pieces([way]).first?.split(separator: "/").last.map(String.init)
        return program.map { !endings.contains($0) } ?? false
      }
  }

  /// The same for one command.
  private static func missing(in command: String, hasBash: Bool) -> String? {
    let tools = ["curl", "wget", "nc", "netcat", "ncat", "telnet", "jq", "python", "python3"]
    // A check for the shell is run by sh, which is dash in the image.
    if !hasBash, command.firstRange(ofBytes: "/dev/tcp/") != nil { return "/dev/tcp" }
    return pieces([command]).lazy.compactMap { piece in
      piece.split(separator: "/").last.map(String.init).flatMap { tools.contains($0) ? $0 : nil }
    }.first
  }

  /// The same for the images of other programs, with what they have in its place.
  ///
  /// LiteLLM's runtime has Python and neither curl nor wget (BerriAI/litellm `docker/base/runtime.yaml`, issue 9295).
  static func missing(in words: [String], of image: ImageName) -> (name: String, instead: String)? {
    if let lacks = EngineImage.of(image)?.lacks, let name = first(of: Set(lacks.keys), in: words), let instead = lacks[name] {
      return words.contains { $0.contains("||") } ? nil : (name, instead)
    }
    if let bare = BareImage.of(image), let name = missing(in: words), ["curl", "wget"].contains(name) { return (name, bare.instead) }
    // Earlier releases had wget.
    guard image.repository.lowercased().contains("berriai/litellm"), first(of: ["curl", "wget"], in: words) == "curl" else {
      return nil
    }
    let asked = pieces(words).first { $0.hasPrefix("http://") }
    // Its own port, and the path that calls no model.
    let host = asked.map { $0.dropFirst(7).prefix { $0 != "/" } } ?? "localhost:4000"
    let path =
      asked.flatMap { $0.firstRange(ofBytes: "/health/") != nil ? $0.dropFirst(7).drop { $0 != "/" } : nil } ?? "/health/liveliness"
    let url = "http://\(host)\(path)"
    return ("curl", "python3 -c \"import urllib.request; urllib.request.urlopen('\(url)')\"")
  }

  private static func first(of tools: Set<String>, in words: [String]) -> String? {
    pieces(words).lazy.compactMap { $0.split(separator: "/").last.map(String.init) }.first(where: tools.contains)
  }

  /// Why a check that can be run says nothing about the server: completes "the health check ...".
  ///
  /// `ollama --version` warns that it could not connect, and exits with 0 anyway (`cmd/cmd.go`,
  /// versionHandler). `ollama list || true` succeeds whatever comes before.
  static func emptyPromise(in words: [String]) -> String? {
    var pieces = pieces(words).filter { !["CMD", "CMD-SHELL"].contains($0) }
    let text = words.joined(separator: " ")
    for always in ["true", "exit 0", ":"] where text.hasSuffix("|| " + always) {
      return "ends in || \(always), so it always succeeds"
    }
    // Saying how to fail does not make it fail.
    if pieces.count > 2, text.hasSuffix("|| exit 1") { pieces.removeLast(2) }
    if pieces == ["true"] || pieces == ["exit", "0"] {
      return "is \(pieces.joined(separator: " ")), which succeeds without a server"
    }
    if pieces.first?.split(separator: "/").last == "nvidia-smi" {
      return "runs nvidia-smi, which does not check the server"
    }
    if let program = pieces.first?.split(separator: "/").last, ["pgrep", "pidof", "ps"].contains(program),
      // What also asks the server is a check.
      !["curl", "wget", "ollama list", "/dev/tcp"].contains(where: text.contains)
    {
      return "runs \(program), which finds the process whether or not it answers"
    }
    if let first = pieces.first, first == "test" || first == "[", !text.contains("$("), !text.contains("`") {
      return "runs \(first), which succeeds without a server"
    }
    guard pieces.count == 2, pieces[0].split(separator: "/").last == "ollama",
      ["--version", "-v", "--help", "-h", "help"].contains(pieces[1])
    else { return nil }
    return "runs ollama \(pieces[1]), which succeeds without a server"
  }

  /// A check of the container's own port that asks another one, such as the port of the host: completes "the health check
  /// ...".
  static func otherPort(in words: [String], than port: Int) -> String? {
    let text = words.joined(separator: " ")
    for start in ["localhost:", "127.0.0.1:", "/dev/tcp/localhost/", "/dev/tcp/127.0.0.1/", "0.0.0.0:"] {
      guard let found = text.indices.first(where: { text[$0...].hasPrefix(start) }) else { continue }
      let digits = text[found...].dropFirst(start.count).prefix(while: \.isNumber)
      guard let asked = Int(digits), asked != port else { continue }
      return "connects to port \(asked), but inside the container the server listens on \(port)"
    }
    return nil
  }

  private static func pieces(_ words: [String]) -> [String] {
    words.joined(separator: " ").split { " ;|&()'\"`".contains($0) }.map(String.init)
  }
}

/// An image of a database that has neither curl nor wget: one row of `Catalogue/images.yaml`.
struct BareImage: Sendable {
  let repository: String
  let name: String
  /// The first release without them.
  var since: String?
  /// What a health check can run.
  let instead: String

  static func of(_ image: ImageName) -> BareImage? {
    all.first { row in
      guard image.repository == row.repository || image.repository == "docker.io/" + row.repository else { return false }
      // No tag is the newest release.
      guard let since = row.since.flatMap({ Version($0) }), let tag = image.tag, tag != "latest" else { return true }
      return image.version.map { $0 >= since } ?? false
    }
  }
}
