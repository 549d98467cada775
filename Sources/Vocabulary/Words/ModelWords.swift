/// What FROM names.
public enum BaseKind: String, Word {
  case name, file, directory, unknown
}

/// What the command of a server names its model by.
public enum ModelSource: String, Word {
  case file
  /// A repository of Hugging Face.
  case hub
  case either
}

/// Where the name of a model leads.
public enum Standing: String, Word {
  /// A Modelfile of the same deployment.
  case defined
  /// Ollama's library.
  case library
  /// The library has no such model, or no such tag.
  case unknown
  /// Somebody's own repository, which nothing is known of.
  case `private`
  /// A model that ollama.com runs.
  case cloud
  /// No name of a model.
  case invalid
  /// A text that asks for a name: `<your-model>`.
  case placeholder
}

/// What ties a model's name to its Modelfile.
public enum NameOrigin: String, Word {
  /// `ollama create` in a script.
  case created
  /// The file's name.
  case customary
}

/// What a model can do, by the names of Ollama's API (`types/model/capability.go`).
public enum Capability: String, Word {
  case completion, tools
  /// Fills in the middle, as completion in an editor needs.
  case insert
  case vision, thinking, embedding, audio, image
}
