import Knowledge
import Syntax
import Vocabulary

/// Requests to Ollama by curl, whose body is not what the server reads: single quotes, in which a shell replaces nothing and keeps
/// backslashes (POSIX, 2.2.2), and keys that the API does not have there (ollama/ollama `api/types.go`, GenerateRequest and
/// ChatRequest; CreateRequest, which lost `modelfile` and `path` in 0.5.5; `openai/openai.go`, ChatCompletionRequest).
struct QuotedRequests: ShellReader {
  let script: ShellScript
  let document: Document

  private static let native = ["/api/generate", "/api/chat", "/api/pull", "/api/embed", "/api/create"]
  private static let others = ["/v1/chat/completions", "/v1/embeddings"]

  var facts: [Fact] {
    let created = script.commands.enumerated().compactMap { index, command in oldCreation(command, index) }
    guard !document.id.isDocumentation else { return created }
    return created + asked
  }

  private var asked: [Fact] {
    script.commands.enumerated().compactMap { index, command -> Fact? in
      let words = command.words
      guard words.first?.text?.split(separator: "/").last == "curl",
        let path = (Self.native + Self.others).first(where: { path in words.contains { $0.text?.hasSuffix(path) == true } }),
        let body = words.first(where: { $0.text?.hasPrefix("{") == true }), let text = body.text
      else { return nil }
      // A port that is not Ollama's may be that of a proxy or of another server.
      let isOllamas = words.contains { $0.text?.contains(":\(EndpointPorts.ollama)/") == true }
      // Many programs have a path of this name.
      if path == "/api/create", !isOllamas { return nil }
      if script.source.byte(at: body.range.start) == 0x27 {
        let isEscaped = text.hasPrefix("{\\\"")
        if isEscaped || Self.variable(in: text) != nil {
          return fact(index, Self.variable(in: text) ?? "the body", isEscaped ? .escaped : .notExpanded, at: body)
        }
      }
      guard isOllamas else { return nil }
      if text.hasPrefix("{'") { return fact(index, "the body", .syntax, at: body) }
      return misplaced(text, path).map { fact(index, $0.name, $0.problem, path, at: body) }
    }
  }

  /// `/api/create` with the text or the path of a Modelfile, which the server reads no more since 0.5.5 (ollama/ollama
  /// `server/create.go`: "neither 'from' or 'files' was specified").
  private func oldCreation(_ command: ShellScript.Command, _ index: Int) -> Fact? {
    let words = command.words
    guard let program = words.first?.text?.split(separator: "/").last, ["curl", "http", "https", "xh", "wget"].contains(program),
      words.contains(where: { script.source.string($0.range).contains("/api/create") }),
      let body = words.first(where: { Self.createsByModelfile(script.source.string($0.range)) })
    else { return nil }
    let text = script.source.string(body.range)
    let name = Self.keys.first { text.contains("\($0)\"") || text.contains("\($0)\\\"") } ?? Self.keys[0]
    // A path is something to other programs, too.
    guard name == Self.keys[0] || words.contains(where: { script.source.string($0.range).contains(":\(EndpointPorts.ollama)/") }) else {
      return nil
    }
    return SettingFact.make(
      FactID(.key, document.id, ["creation", String(index)]), name: name, value: nil, kind: "request",
      format: document.id.isDocumentation ? "Markdown" : "shell", problem: .outdated, counterpart: "/api/create",
      at: document.at(body.range))
  }

  private static let keys = ["modelfile", "path"]

  /// Whether a body has only the old keys, and not those that replaced them.
  private static func createsByModelfile(_ body: String) -> Bool {
    func has(_ key: String) -> Bool {
      ["\"\(key)\":", "\"\(key)\" :", "\\\"\(key)\\\":", "\\\"\(key)\\\" :"].contains(where: body.contains)
    }
    return keys.contains(where: has) && !has("from") && !has("files")
  }

  private func fact(_ index: Int, _ name: String, _ problem: ValueFault, _ path: String? = nil, at body: ShellScript.Word) -> Fact {
    SettingFact.make(
      ["request", String(index)], name: name, kind: "request", format: "shell", problem: problem, counterpart: path,
      at: document.at(body.range))
  }

  /// A parameter next to `options`, options of Ollama for OpenAI's API, `"stream": "false"`.
  private func misplaced(_ text: String, _ path: String) -> (name: String, problem: ValueFault)? {
    guard let entries = (try? JSONParser.parse(SourceText(text)))?.root?.entries else { return nil }
    let keys = entries.compactMap(\.key.text)
    if let stream = entries.first(where: { $0.key.text == "stream" }), stream.value.scalar?.type == .string { return ("stream", .type) }
    if Self.others.contains(path) {
      return keys.first { $0 == "options" || $0 == "num_ctx" }.map { ($0, .unread) }
    }
    // These are fields of a request as well.
    let fields: Set<String> = ["stop", "system", "template", "truncate"]
    guard path != "/api/pull", path != "/api/create" else { return nil }
    return keys.first { OllamaParameter.named($0)?.standing == .read && !fields.contains($0) }.map { ($0, .misplaced) }
  }

  /// A text of JSON that is a variable and nothing else: `"$MODEL"`, `"${MODEL}"`.
  private static func variable(in text: String) -> String? {
    text.split(separator: "\"").first { part in
      guard part.first == "$" else { return false }
      let isBraced = part.hasPrefix("${") && part.hasSuffix("}")
      let name = isBraced ? part.dropFirst(2).dropLast() : part.dropFirst()
      return name.first?.isNumber == false && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }.map(String.init)
  }
}
