import Vocabulary

/// `HF_HOME` that names the cache inside of it: Hugging Face's library appends `hub` by itself
/// (huggingface/huggingface_hub `src/huggingface_hub/constants.py`: HF_HUB_CACHE is HF_HOME/hub).
enum HubHome {
  static func fact(_ variable: Variable, _ id: FactID, format: String) -> Fact? {
    guard variable.name == "HF_HOME", let value = variable.value?.dropLastSlash, value.hasSuffix("/hub") else { return nil }
    return SettingFact.make(
      id.address + ["hub-home"], name: variable.name, value: value, kind: "hub-home", format: format,
      problem: .oneLevelOff, expected: String(value.dropLast("/hub".count)), at: variable.at, owner: id)
  }
}

extension String {
  fileprivate var dropLastSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
