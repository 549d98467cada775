/// Families of models that were trained to chat and on no code format with a gap.
public enum ChatFamily {
  /// Whether a model cannot fill in the middle, by a name as LM Studio and Hugging Face write them:
  /// `google/gemma-3-4b`; `false` where the name does not tell.
  public static func isWithoutInfill(_ name: String) -> Bool {
    let name = (name.split(separator: "/").last ?? "").lowercased()
    return !name.contains("code") && beginnings.contains(where: name.hasPrefix)
  }
}
