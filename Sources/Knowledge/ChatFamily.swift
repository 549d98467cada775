/// Families of models that were trained to chat and on no code format with a gap.
public enum ChatFamily {
  private static let beginnings = [
    "gemma-2", "gemma-3", "gemma-4", "gemma2", "gemma3", "gemma4", "llama-3", "llama3", "meta-llama-3",
    "phi-3",
    "phi-4", "phi3", "phi4", "gpt-oss", "mistral-7b-instruct", "ministral", "smollm", "vicuna", "zephyr",
  ]

  /// Whether a model cannot fill in the middle, by a name as LM Studio and Hugging Face write them:
  /// `google/gemma-3-4b`; `false` where the name does not tell.
  public static func isWithoutInfill(_ name: String) -> Bool {
    let name = (name.split(separator: "/").last ?? "").lowercased()
    return !name.contains("code") && beginnings.contains(where: name.hasPrefix)
  }
}
