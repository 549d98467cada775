/// What a client uses a model for.
public enum Role: String, Word {
  case agent, chat, edit, autocomplete, embed
  /// Gives a chat its name, and other small work in the background.
  case title
  case apply, summarize, rerank
  /// `ollama pull` in a script.
  case pull
  /// `ollama run` in a script.
  case run
}

/// The API that a client speaks.
public enum ServerAPI: String, Word {
  case native, openai, anthropic
}

/// Who decides the context length that requests get.
public enum ContextDecider: String, Word {
  case client, model, server
  /// A proxy between the client and Ollama, which sends a context of its own.
  case proxy
  /// The program that serves it, which is not Ollama.
  case engine
  /// Ollama itself, by the memory of the GPUs.
  case `default`
  /// Nothing in these files: the server is described elsewhere.
  case nobody
}
