import Vocabulary

/// The token with which a server downloads its model from Hugging Face: under a name that nothing reads, or left out where the
/// model is only given to those who have asked for it.
///
/// Sources: huggingface_hub, `constants.py` (HF_TOKEN, HUGGING_FACE_HUB_TOKEN, HF_TOKEN_PATH); TGI, `launcher/src/main.rs`, and
/// older TEI, which take HF_API_TOKEN as well; the pages of meta-llama's and google/gemma's models before the fourth ("gated").
enum HubToken {}

extension ContainerSpec {
  func hubToken(_ engine: EngineImage, model: String?) -> Fact? {
    guard entrypoint == nil, image.build == nil, engine.name != "Tabby",
      ["vLLM", "SGLang", "Text Generation Inference", "Text Embeddings Inference"].contains(engine.name),
      !HubToken.read.contains(where: { environment.last($0) != nil }),
      !arguments.contains(where: { $0.text?.hasPrefix("--hf-token") == true })
    else { return nil }
    if let variable = environment.variables.last(where: { HubToken.misnamed.contains($0.name) }), isOwn(variable.at) {
      return engineFact(
        "engine-token", .misnamed, name: variable.name, counterpart: engine.name, expected: "HF_TOKEN", at: variable.at)
    }
    guard let model, HubToken.gated.contains(where: model.hasPrefix), environment.isComplete,
      environment.last("HF_HUB_OFFLINE") == nil, environment.last("HF_ENDPOINT") == nil, !hasUnknownMounts,
      // A folder of the host may hold the token or the model, a secret the token.
      !mounts.contains(where: { mount in
        let target = mount.target ?? "huggingface"
        let isHosts = mount.source != nil || [mount.hostPath, mount.written].contains { "/.~$".contains($0?.first ?? " ") }
        return isHosts && ["huggingface", "/data", "/root", "secret", "hf", "model"].contains(where: target.contains)
      })
    else { return nil }
    return engineFact(
      "engine-token", .unset, name: model, counterpart: engine.name, expected: "HF_TOKEN", at: image.at)
  }
}
