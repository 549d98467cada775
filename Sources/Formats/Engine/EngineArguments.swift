import Knowledge
import Syntax
import Vocabulary

/// What is wrong with single words of the command line of a server of models, whatever starts it: a container, a script, a unit,
/// llama-swap.
struct EngineArguments {
  let engine: EngineImage
  let words: [CommandWord]
  /// The build of llama.cpp, where it is known.
  var build: Int?
  /// The release of another engine, where it is known.
  var version: Version?
  /// Variables that the program has.
  var variables: Set<String> = []
  /// Whether another program may run under the name, such as a fork or a build of before.
  var mayBeAnother = false

  /// A fault of one word.
  struct Mistake {
    /// What tells it from others.
    let place: String
    let kind: String
    let problem: ValueFault
    let name: String
    var value: String?
    var consequence: String?
    var counterpart: String?
    var expected: String?
    let at: SourceRange
    var words: (action: String, range: Range<Int>)?
  }

  var mistakes: [Mistake] {
    missingValues + wrongValues + assignedValues + valuedSwitches + foreignOptions + removedOptions + singleDashes + loneOptions
      + [misspeltOption, bareFlashAttention, otherQuantization, inputTooLong, smallBatch].compactMap { $0 } + cacheFolders
  }

  /// The facts of a command that is in no container.
  func facts(_ id: FactID, format: String) -> [Fact] {
    (mistakes + gluedWords).map { mistake in
      SettingFact.make(
        FactID(.key, id.document, id.address + [mistake.place]), name: mistake.name, value: mistake.value,
        kind: mistake.kind, format: format, problem: mistake.problem, consequence: mistake.consequence,
        counterpart: mistake.counterpart, expected: mistake.expected, at: mistake.at)
    }
  }

  // MARK: Options

  /// `--alias --host 0.0.0.0`, and `--alias ${NAME:-}` where nothing sets the variable.
  private var missingValues: [Mistake] {
    // What is empty and in no quotes is not an argument.
    let words = self.words.enumerated().filter { $0.element.isFixed || $0.element.text != "" }
    return words.indices.compactMap { place in
      let (index, word) = words[place]
      guard let option = word.text, engine.valued.contains(EngineOption.hyphenated(option)),
        word.raw == option
      else { return nil }
      let next = place + 1 < words.count ? words[place + 1].element : nil
      let isMissing = next.map { $0.text.map(EngineOption.isLong) ?? false } ?? true
      guard isMissing else { return nil }
      let between = index + 1 < self.words.count ? self.words[index + 1] : nil
      let variable = between.flatMap { $0.text == "" ? EngineOption.variable(in: $0.raw) : nil }
      return Mistake(
        place: "engine-value-\(index)", kind: "engine-option", problem: .empty, name: option,
        value: next?.text, counterpart: variable, expected: engine.name, at: word.at)
    }
  }

  /// `--num_shard` of a program that knows its options whole: an underscore for a hyphen.
  private var misspeltOption: Mistake? {
    guard engine.isStrict else { return nil }
    for (index, word) in words.enumerated() {
      guard let text = word.text, text.hasPrefix("--"), text.contains("_") else { continue }
      let name = String(text.prefix { $0 != "=" })
      let meant = name.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "-")
      guard engine.valued.contains(meant) else { continue }
      return Mistake(
        place: "engine-option", kind: "engine-option", problem: .unknownWord, name: name,
        counterpart: engine.name, expected: meant, at: word.at, words: ("misspelt", index..<index + 1))
    }
    return nil
  }

  /// `--flash-attn` without on, off or auto, which it takes since build 6325 (ggml-org/llama.cpp pull request 15434).
  private var bareFlashAttention: Mistake? {
    guard engine.name == EngineImage.llamaServer,
      let index = words.lastIndex(where: { $0.text == "--flash-attn" || $0.text == "-fa" }),
      index + 1 == words.count || words[index + 1].text?.hasPrefix("-") == true, build ?? 9999 >= 6325,
      let name = words[index].text
    else { return nil }
    return Mistake(
      place: "engine-option", kind: "engine-option", problem: .empty, name: name,
      expected: "on, off or auto", at: words[index].at)
  }

  // MARK: Values

  /// `--gpu-memory-utilization 90`, `--dtype fp16`, `-c 32k`.
  private var wrongValues: [Mistake] {
    words.indices.compactMap { index in
      guard let word = words[index].text.map(EngineOption.hyphenated), word.hasPrefix("-") else { return nil }
      let name = String(word.prefix { $0 != "=" })
      guard let form = engine.forms[name], !isExtended(name) else { return nil }
      let isJoined = name.utf8.count < word.utf8.count
      if isJoined, engine.name == EngineImage.llamaServer { return nil }
      let place = isJoined ? index : index + 1
      guard place < words.count, let text = words[place].text, !text.contains("$"), !text.isEmpty else { return nil }
      let value = isJoined ? String(word.dropFirst(name.utf8.count + 1)) : text
      guard !value.isEmpty, isJoined || !EngineOption.isLong(value), let expected = form.fault(of: value) else { return nil }
      return Mistake(
        place: "engine-form-\(index)", kind: "engine-form", problem: .type, name: name, value: value,
        counterpart: engine.name, expected: expected, at: words[place].at)
    }
  }

  /// `--jinja true`, `--trust-remote-code=true`: a switch with a word after it, which the program reads as another argument
  /// (llama.cpp `common/arg.cpp`; vLLM and SGLang by argparse).
  private var valuedSwitches: [Mistake] {
    words.indices.compactMap { index in
      guard let word = words[index].text.map(EngineOption.hyphenated) else { return nil }
      let name = String(word.prefix { $0 != "=" })
      guard Self.switches.contains(name), !engine.valued.contains(name) else { return nil }
      let isJoined = name.utf8.count < word.utf8.count
      let value = isJoined ? String(word.dropFirst(name.utf8.count + 1)) : index + 1 < words.count ? words[index + 1].text : nil
      guard let value, Self.truths.contains(value.lowercased()) || Int(value) != nil else { return nil }
      return Mistake(
        place: "engine-switch-\(index)", kind: "engine-option", problem: .noOption, name: name, value: value,
        counterpart: engine.name, at: words[isJoined ? index : index + 1].at)
    }
  }

  /// Whether another option here brings further words for the values of one.
  private func isExtended(_ name: String) -> Bool {
    guard let plugin = engine.extended[name] else { return false }
    return words.contains { $0.text.map(EngineOption.hyphenated)?.hasPrefix(plugin) == true }
  }

  /// `--quantization awq` for a model whose files are GPTQ's: the servers compare it with the model's own config
  /// (vllm/config/model.py, _verify_quantization).
  private var otherQuantization: Mistake? {
    guard let method = value(of: ["--quantization", "-q", "--quantize"]),
      let model = value(of: engine.modelOptions)?.text ?? words.first?.text, !model.contains("$")
    else { return nil }
    let kinds = ["awq", "gptq"]
    let name = model.lowercased()
    guard let asked = kinds.first(where: method.text.hasPrefix), let own = kinds.first(where: name.contains), own != asked,
      !name.contains(asked)
    else { return nil }
    return Mistake(
      place: "engine-quantization", kind: "engine-conflict", problem: .conflict, name: method.name, value: method.text,
      consequence: "the model's files are \(own.uppercased())", counterpart: engine.name,
      expected: "\(own), or leave the option out", at: method.at)
  }

  /// TGI's limits, which contain each other (`launcher/src/main.rs`).
  private var inputTooLong: Mistake? {
    let input = value(of: ["--max-input-tokens", "--max-input-length"])
    guard engine.name == "Text Generation Inference", let input, let tokens = Int(input.text) else { return nil }
    if let total = value(of: ["--max-total-tokens"]), let all = Int(total.text), tokens >= all {
      return Mistake(
        place: "engine-input", kind: "engine-conflict", problem: .conflict, name: input.name, value: input.text,
        consequence: "--max-total-tokens \(all) covers the input and the answer", counterpart: engine.name,
        expected: "less than \(all)", at: input.at)
    }
    guard let prefill = value(of: ["--max-batch-prefill-tokens"]), let most = Int(prefill.text), most < tokens else { return nil }
    return Mistake(
      place: "engine-input", kind: "engine-conflict", problem: .conflict, name: prefill.name, value: prefill.text,
      consequence: "one input may have \(tokens) tokens", counterpart: engine.name, expected: "\(tokens) or more",
      at: prefill.at)
  }

  /// A reranker, or a model that embeds an input as a whole, with the physical batch of 512 tokens: no longer input is computed
  /// (ggml-org/llama.cpp, `tools/server/server.cpp`: can_split, n_ubatch).
  private var smallBatch: Mistake? {
    let texts = words.map { $0.text.map(EngineOption.hyphenated) ?? "" }
    // A folder that a variable names hides no option: `-m "$MODELS/bge-m3.gguf"`.
    guard engine.name == EngineImage.llamaServer, !words.contains(where: { $0.text == nil && !Self.isWeights($0.raw) }),
      let index = texts.firstIndex(where: { ["--rerank", "--reranking", "--embedding", "--embeddings"].contains($0) }),
      value(of: ["-ub", "--ubatch-size"]) == nil, value(of: ["--pooling"])?.text != "last"
    else { return nil }
    // What is said for all requests together is parted among them.
    let requests = value(of: ["-np", "--parallel"]).flatMap { Int($0.text) } ?? 1
    let context = (value(of: ["-c", "--ctx-size"]).flatMap { Int($0.text) } ?? 0) / max(1, requests)
    let weights = words.last { Self.isWeights($0.raw) }?.raw.lowercased()
    let model = value(of: ["-m", "--model", "-hf", "--hf-repo"])?.text.lowercased() ?? weights ?? ""
    let isWhole = texts[index].hasPrefix("--rerank") || Self.encoders.contains(where: model.contains)
    guard isWhole, context == 0 || context > 512 else { return nil }
    let tokens = context == 0 ? 8192 : context
    return Mistake(
      place: "engine-batch", kind: "engine-batch", problem: .tooLow, name: texts[index],
      expected: "-b \(tokens) -ub \(tokens)", at: words[index].at)
  }

  private static func isWeights(_ raw: String) -> Bool {
    raw.contains("/") && raw.lowercased().trimming { "\"'".contains($0) }.hasSuffix(".gguf")
  }

  /// Models without a cache, which see their input as a whole, and were trained for more than 512 tokens of it.
  private static let encoders = ["nomic", "bge-m3", "arctic-embed-m-long", "arctic-embed-m-v2", "arctic-embed-l-v2"]

  /// The last value of some options, with the option's name.
  private func value(of names: [String]) -> (name: String, text: String, at: SourceRange)? {
    EngineOption.value(of: names, in: words.map { $0.text.map(EngineOption.hyphenated) }).flatMap { found in
      found.text.map { (found.name, $0, words[found.index].at) }
    }
  }

  /// `--model .../hub/models--org--name`: the files of a model in Hugging Face's cache are below `snapshots`
  /// (huggingface_hub, "Understand caching").
  private var cacheFolders: [Mistake] {
    guard engine.name != EngineImage.llamaServer else { return [] }
    return words.indices.compactMap { index in
      guard let text = words[index].text, let found = text.firstRange(ofBytes: "models--"),
        !text.contains("/snapshots"), found.lowerBound > text.startIndex
      else { return nil }
      let path = text.drop { $0 != "/" }
      guard let name = path.split(separator: "/").last, name.hasPrefix("models--") else { return nil }
      return Mistake(
        place: "engine-cache-\(index)", kind: "engine-model", problem: .incomplete, name: String(path),
        counterpart: engine.name,
        expected: name.dropFirst(8).split(separator: "-", omittingEmptySubsequences: false).joined(separator: "-")
          .replacing("--", with: "/"),
        at: words[index].at)
    }
  }
}

extension EngineImage {
  /// What an option's value is.
  enum Form: Sendable, Hashable {
    /// Above 0 and at most 1.
    case fraction
    case number
    case whole
    /// Digits, with an optional suffix such as `k`.
    case tokens
    case word([String])
    /// A number of layers, or a word for all of them; digits are read as far as they go.
    case layers
    /// A name or an address to listen on, without a scheme and a port.
    case host
    /// A type of llama.cpp's cache. Only typos are reported; forks know more types than the program does.
    case cacheType
    /// A folder, not the file in it.
    case folder
    /// As it reaches the program, quotes and all.
    case json
    /// An address with a port, which a colon precedes.
    case address
    /// The text of a chat template or the name of a built-in one, not a file.
    case template

    /// What the value should be; `nil` for one that is right.
    func fault(of value: String) -> String? {
      switch self {
      case .fraction:
        guard let number = Double(value) else { return "a number above 0 and up to 1" }
        return number > 0 && number <= 1 ? nil : "a number above 0 and up to 1"
      case .number: return Double(value) == nil ? "a number without a unit" : nil
      case .whole: return Int(value) == nil ? "a whole number without a unit" : nil
      case .tokens:
        let digits = value.last.map { "kKmMgGtT".contains($0) } == true ? value.dropLast() : value[...]
        return Double(digits) == nil && value != "auto" ? "a number of tokens" : nil
      case .word(let words):
        return words.contains(value) ? nil : "one of \(words.joined(separator: ", "))"
      case .layers:
        let isNumber = value.drop { $0 == "-" || $0 == "+" }.first?.isNumber == true
        return isNumber || ["auto", "all"].contains(value) ? nil : "a number, auto or all"
      case .host:
        let host = value.firstRange(ofBytes: "://").map { String(value[$0.upperBound...]) } ?? value
        let parts = host.split(separator: ":", omittingEmptySubsequences: false)
        let hasPort = parts.count == 2 && !parts[1].isEmpty && parts[1].allSatisfy(\.isNumber)
        guard host != value || hasPort, !parts[0].isEmpty else { return nil }
        return hasPort ? "\(parts[0]), with the port in an option of its own" : String(parts[0].prefix { $0 != "/" })
      case .cacheType: return OllamaVariable.cacheTypeSlips[value.lowercased()]
      case .folder: return value.hasSuffix(".json") ? "the folder of that file, or a repository" : nil
      case .json:
        // What escapes hold is not undone here.
        guard let first = value.first, "{['".contains(first), !value.contains("\\"), !value.contains("%"), !value.contains("{{") else {
          return nil
        }
        return (try? JSONParser.parse(SourceText(value))) == nil ? "JSON" : nil
      case .template:
        let isFile =
          [".jinja", ".jinja2", ".j2"].contains(where: value.hasSuffix) || ["/", "./", "../", "~/"].contains(where: value.hasPrefix)
        return isFile && !value.contains("{") && !value.contains("<") ? "a name or the template itself" : nil
      case .address: return value.allSatisfy(\.isNumber) ? ":\(value)" : nil
      }
    }
  }

  /// The program that a command line starts, itself or through others, and the place of its first argument.
  static func started(by line: [String?]) -> (engine: EngineImage, first: Int)? {
    let start = ProgramWrapper.program(in: line)
    let words = Array(line.dropFirst(start))
    guard let program = words.first??.split(separator: "/").last.map(String.init) else { return nil }
    for row in all {
      guard
        let command = row.commands.first(where: { command in
          command[0] == program && words.dropFirst().starts(with: command.dropFirst().map(Optional.some))
        })
      else { continue }
      return (row, start + command.count)
    }
    return nil
  }

  /// The words of the last command of a line, program first, all at one place.
  static func words(ofShell line: String, at range: SourceRange) -> [CommandWord]? {
    // A single command may be started from a folder that a variable names.
    if !line.contains(where: { ";&|`".contains($0) }) {
      let pieces = CommandText.words(line).drop { $0 == "exec" }
      return pieces.enumerated().map { index, piece in
        CommandWord(text: index > 0 && piece.contains("$") ? nil : piece, raw: piece, at: range, isFixed: true)
      }
    }
    let script = ShellParser.parse(SourceText(line))
    guard let command = script.commands.last, let call = ProgramCall(command, in: script) else { return nil }
    return [CommandWord(text: call.path, raw: call.path, at: range, isFixed: true)]
      + call.arguments.map { word in
        CommandWord(
          text: script.resolve(word), raw: script.source.string(word.range), at: range, isFixed: word.quote != 0)
      }
  }
}
