/// The variables of an Open WebUI that uses one server and offers one model first, whatever it is started by.
struct OpenWebUIAddition {
  let image: String
  let url: String
  let variables: [(name: String, value: String)]

  /// `nil` for an addition of something else.
  init?(_ addition: Addition) {
    guard addition.subject == .client, addition.text(.kind) == OpenWebUI.kind, let image = addition.image,
      let url = addition.text(.url), let model = addition.text(.defaultModel)
    else { return nil }
    self.image = image
    self.url = url
    variables = [
      ("OLLAMA_BASE_URL", url), ("ENABLE_OPENAI_API", "False"), ("DEFAULT_MODELS", model),
      ("TASK_MODEL", model),
      ("ENABLE_AUTOCOMPLETE_GENERATION", "False"), ("AIOHTTP_CLIENT_TIMEOUT", "600"),
    ]
  }
}
