import Syntax
import Vocabulary

/// `.env` files with Ollama's variables.
///
/// Which program reads such a file is not known from the file itself: what a Compose service gets from it is
/// reported by the Compose format. Here only names are checked that are surely meant for an Ollama server and wrong.
public enum DotenvFormat: Format {
  public static let name = "dotenv"

  public static func hint(_ name: FileName) -> NameHint {
    isDotenv(name.lowercased) || isSystemEnvironment(name) || isServiceEnvironment(name) ? .possible : .no
  }

  /// `/etc/default/ollama` and `/etc/sysconfig/ollama`, where units look for their `EnvironmentFile=` by custom.
  static func isServiceEnvironment(_ name: FileName) -> Bool {
    name.lowercased == "ollama" && (name.parent == "default" || name.parent == "sysconfig")
  }

  /// `/etc/environment`, which login sessions get and services do not (pam_env(8), `man systemd.exec`).
  static func isSystemEnvironment(_ name: FileName) -> Bool {
    name.lowercased == "environment" && name.parent == "etc"
  }

  private static func isDotenv(_ name: String) -> Bool {
    name == ".env" || [".env.", ".env-", ".env_"].contains(where: name.hasPrefix) || name.hasSuffix(".env")
      || ["env_example", "env_sample", "env-example", "env.sample", "env.example", "env.template", "env.dist", "dotenv"].contains(name)
  }

  public static func recognises(_ candidate: Candidate) -> Recognition {
    hint(candidate.name) > .no ? .byName : .no
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    // What a unit here hands to its service is read with the unit; the file only has to be one that can be edited.
    if isServiceEnvironment(FileName(path: document.id.path)),
      EnvironmentReaders.isNamed(document.id.path, in: workspace)
    {
      var reading = Reading()
      reading.comments = EnvironmentReader.systemd.read(document.source).comments
      return reading
    }
    let reader = reader(of: document, in: workspace)
    var reading = read(document, by: reader, in: workspace)
    let variables = VariableFile(reader.read(document.source), of: document.id).variables
    let owner = FactID(.client, document.id, [])
    reading.facts += DescribedContainer.aider(variables, of: owner, in: workspace)
    // What tells the client are names that other programs have as well, the one whose code is here among them.
    let described = DescribedEnvironment(variables, of: document, in: workspace).facts(in: workspace)
      .map { fact -> Fact in
        guard fact.subject == .endpoint, fact.has(.corrected), let name = fact.id.address.first,
          isReadByOwnCode(name, in: workspace)
        else { return fact }
        var fact = fact
        fact.infer(.unknownReader, true)
        return fact
      }
    let known = Set(described.map(\.id))
    reading.facts = reading.facts.filter { !known.contains($0.id) && !ModelVariables.isSaid($0, by: known) } + described
    let isExample = isExample(FileName(path: document.id.path))
    reading.facts += CommittedSecrets.facts(variables, of: owner, in: workspace) { _ in isExample }
    return reading
  }

  /// Whether settings of Spring take the variable for their address, to which Spring AI 1 adds /v1 itself and 2 does not.
  private static func isOfSpring(_ variable: String, _ document: Document, in workspace: any Workspace) -> Bool {
    ["base-url: ${", "base-url: \"${", "base-url=${"].contains {
      Mentions.areThere(of: $0 + variable, besides: document, in: workspace)
    }
  }

  /// Whether RubyLLM reads it, whose Ollama is OpenAI's API below /v1 (crmne/ruby_llm, `lib/ruby_llm/providers/ollama.rb`).
  private static func isOfRubyLLM(_ variable: Variable, in workspace: any Workspace) -> Bool {
    guard variable.name == "OLLAMA_API_BASE", variable.value?.contains("/v1") == true else { return false }
    let readers = WorkspaceWalk.gathered(
      "which project uses RubyLLM", in: workspace, among: { ["gemfile", "gemfile.lock"].contains($0.lowercased) }
    ) { path, source in source.bytes.contains(bytesOf: "ruby_llm") ? [path] : [] }
    return !readers.isEmpty
  }

  private static func isReadByOwnCode(_ variable: String, in workspace: any Workspace) -> Bool {
    let readers = WorkspaceWalk.gathered(
      "which code names " + variable, in: workspace,
      among: {
        $0.hasSuffix(
          ".py", ".js", ".ts", ".mjs", ".tsx", ".jsx", ".go", ".rs", ".rb", ".php", ".java", ".kt", ".cs")
      }
    ) { path, source in source.bytes.contains(bytesOf: variable) ? [path] : [] }
    return !readers.isEmpty
  }

  /// Whether a file of variables is there to be copied, and so is committed.
  private static func isExample(_ name: FileName) -> Bool {
    let words = name.lowercased.split { "._-".contains($0) }
    return ["example", "sample", "template", "dist"].contains { words.contains($0[...]) }
  }

  private static func reader(of document: Document, in workspace: any Workspace) -> EnvironmentReader {
    document.id.embedding.isEmpty ? EnvironmentReaders.reader(of: document.id.path, in: workspace) : .compose
  }

  /// - Parameter reader: the program that reads the file; Compose where nothing tells.
  static func read(_ document: Document, by reader: EnvironmentReader, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    let file = reader.read(document.source)
    reading.comments = file.comments
    let lines = VariableFile(file, of: document.id)
    let variables = lines.variables
    let owner = FactID(.client, document.id, [])
    let isSystem = isSystemEnvironment(FileName(path: document.id.path))
    let format = isSystem ? "/etc/environment" : "dotenv"
    let isForeign = document.id.embedding.isEmpty && EnvironmentReaders.areForeign(of: document.id.path, in: workspace)
    let isOfWebUI = variables.contains { $0.name == "OLLAMA_BASE_URL" || $0.name.hasSuffix("_LOG_LEVEL") && $0.name != "OLLAMA_LOG_LEVEL" }
    reading.facts = ServerVariables.facts(variables, of: owner, version: nil, format: format).filter {
      fact in
      if isForeign, [.misspelt, .invented].contains(fact[.status]) { return false }
      // Open WebUI had a level for each of its sources, Ollama's among them (backend/open_webui/env.py, log_sources).
      if fact.text(.name) == "OLLAMA_LOG_LEVEL", isOfWebUI { return false }
      // For the link to say whether a service here was meant.
      if isSystem, ServerVariables.isServers(fact.text(.name) ?? "", fact.text(.value)) { return true }
      // Near misses of a real name, and names that were Ollama's once; a bad value of a real name.
      return [.misspelt, .removed].contains(fact[.status])
        || (fact[.status] == .known && fact.has(.problem) && fact.text(.name) != "OLLAMA_HOST")
        || (fact[.status] == .invented && fact.has(.replacement))
    }
    reading.facts += variables.compactMap { variable -> Fact? in
      let fact = ClientVariables.misshapen(variable, of: owner) { ProjectVariables.all(in: workspace).isReadByProgram($0) }
      return fact.flatMap { isOfSpring(variable.name, document, in: workspace) || isOfRubyLLM(variable, in: workspace) ? nil : $0 }
    }
    reading.facts += ModelVariables.uses(variables, of: owner)
    reading.facts += lines.misread.compactMap { $0.fact(of: owner) }
    return reading
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    let path = document.id.path
    guard !EnvironmentReaders.areSeveral(of: path, in: workspace), !ConfigObjects.of(workspace).isShared(fileAt: path)
    else { return nil }
    return DotenvWriter(
      document, by: reader(of: document, in: workspace),
      isSourced: EnvironmentReaders.isSourced(path, in: workspace))
  }
}
