import Knowledge
import Vocabulary

/// What each client's settings are wanted to say.
struct HarnessFiles {
  let request: SetupRequest
  /// Where clients find the server.
  let address: String

  /// Where a client's settings lie, and how they speak of a context.
  private struct Place {
    let path: String
    let format: String
    /// The client as the readers call it.
    let program: String
    let context: Attribute
    /// A file beside it that is read only where a command line names it.
    var elsewhere: String?
  }

  private static func places(_ harness: SetupRequest.Harness) -> [Place] {
    func one(_ path: String, _ format: String, _ program: String, _ context: Attribute) -> [Place] {
      [Place(path: path, format: format, program: program, context: context)]
    }
    switch harness {
    case .opencode: return one("opencode.json", "opencode", "OpenCode", .contextStated)
    case .continue: return one(".continue/config.yaml", "continue", "Continue", .contextSent)
    case .aider:
      return one(".aider.conf.yml", "aider", "Aider", .context)
        + one(".aider.model.settings.yml", "aider-model-settings", "Aider", .contextSent)
    case .cline: return one(".cline/data/settings/providers.json", "cline", "Cline", .contextSent)
    case .roo: return one("roo-code-settings.json", "roo", "Roo Code", .contextSent)
    case .zed: return one(".config/zed/settings.json", "zed", "Zed", .contextSent)
    case .codex:
      var place = Place(
        path: ".codex/config.toml", format: "codex", program: "Codex", context: .contextStated)
      place.elsewhere = localCodex
      return [place]
    case .goose: return one(".config/goose/config.yaml", "goose", "Goose", .contextStated)
    case .crush: return one("crush.json", "crush", "Crush", .contextStated)
    case .claudeCode:
      var place = Place(
        path: ".claude/settings.json", format: "claude-code", program: "Claude Code", context: .contextStated)
      place.elsewhere = localClaudeCode
      return [place]
    case .openWebUI: return []
    }
  }

  /// Where a client holds a second model, which is not its first choice.
  private static func remotePlaces(_ harness: SetupRequest.Harness) -> [Place] {
    switch harness {
    // One model only, or one that is named on the command line (`Guide`).
    case .cline, .codex, .openWebUI: []
    case .claudeCode:
      [
        Place(
          path: remoteClaudeCode, format: "claude-code", program: "Claude Code", context: .contextStated)
      ]
    default: places(harness)
    }
  }

  /// Read only where a command line names it.
  static let remoteClaudeCode = ".claude/settings.remote.json"
  static let localClaudeCode = ".claude/settings.ollama.json"
  /// A profile of its own (openai/codex, `codex --profile local`).
  static let localCodex = ".codex/local.config.toml"

  func all(_ harness: SetupRequest.Harness, _ choice: ModelChoice) -> [Wanted] {
    local(harness, choice)
      + (choice.remote.map { remote in Self.remotePlaces(harness).map { use(remote, $0) } } ?? [])
  }

  private func local(_ harness: SetupRequest.Harness, _ choice: ModelChoice) -> [Wanted] {
    let isAlone = choice.remote == nil
    let agent = Self.places(harness).map { use(choice.agent, ["agent", "edit", "chat"], $0, isAlone) }
    guard harness.completesCode, let autocomplete = choice.autocomplete else { return agent }
    return agent + Self.places(harness).map { use(autocomplete, ["autocomplete"], $0, isAlone) }
  }

  private func use(_ remote: CloudModel, _ place: Place) -> Wanted {
    let context = Value.integer(remote.context)
    return Wanted(
      .modelUse, remote.name, in: place.path, as: place.format,
      [
        .roles: .texts(["chat"]), .url: .text(address), .context: context,
        .outputStated: .integer(min(remote.answer, remote.context / 4)), .images: .flag(remote.seesImages),
      ], settings: place.context == .context ? [] : [(place.context, context)]
    ) { fact, graph in
      fact.flag(.isCloud) == true && graph.fact(.client, of: fact)?.text(.kind) == place.program
    }
  }

  /// - Parameter isAlone: whether a model elsewhere that the client has does for this one too.
  private func use(_ model: ModelChoice.Model, _ roles: [String], _ place: Place, _ isAlone: Bool) -> Wanted {
    let context = Value.integer(model.settings.context)
    let isSettings = place.format == "aider-model-settings"
    return Wanted(
      .modelUse, model.name, in: place.path, or: place.elsewhere, as: place.format,
      [
        .roles: .texts(roles), .url: .text(address), .context: context,
        .outputStated: .integer(min(8192, model.settings.context / 4)), .images: .flag(request.needsVision),
        .noCloud: .flag(request.isOffline),
      ], settings: place.context == .context ? [] : [(place.context, context)]
    ) { fact, graph in
      guard graph.fact(.client, of: fact)?.text(.kind) == place.program,
        isAlone || fact.flag(.isCloud) != true
      else { return false }
      // Aider's second file is about the model that the first one names.
      if isSettings { return fact.id.document.path.hasSuffix("aider.model.settings.yml") }
      return !Set(fact.roles.map(\.rawValue)).isDisjoint(with: roles)
    }
  }
}
