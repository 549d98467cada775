import Syntax
import Vocabulary

/// Values of another type than an option has, for which the configuration does not evaluate.
///
/// Sources: NixOS/nixpkgs `nixos/modules/services/misc/ollama.nix`, `open-webui.nix` and `nixos/lib/systemd-unit-options.nix`
/// (environment); nix-community/home-manager `modules/services/ollama.nix`.
struct NixTypes {
  let settings: [NixSettings.Setting]
  let document: Document

  init(_ settings: [NixSettings.Setting], _ document: Document) {
    self.settings = settings
    self.document = document
  }

  var facts: [Fact] {
    guard !document.id.isDocumentation else { return [] }
    return settings.compactMap { setting in
      let path = setting.path.joined(separator: ".")
      let set = setting.path.dropLast().joined(separator: ".")
      let type = Self.sets.contains(set) ? "string" : Self.options[path]
      guard let type, let (expected, corrected) = Self.fault(setting, type, path) else { return nil }
      return SettingFact.make(
        ["nix-type"] + setting.address, name: path, value: setting.word ?? setting.text, kind: "nix-option",
        format: "NixOS", problem: .type, corrected: corrected, expected: expected,
        at: document.at(setting.valueRange))
    }
  }

  /// What is expected, and the value as it was meant, where that is known.
  private static func fault(_ setting: NixSettings.Setting, _ type: String, _ path: String) -> (String, String?)? {
    switch (type, setting.value) {
    case ("string", .word(let word)) where ["true", "false"].contains(word) || Double(word) != nil: ("a string", "\"\(word)\"")
    case ("string", .list), ("address", .list): ("a string", nil)
    case ("number", .text(let text)) where Int(text) != nil: ("a number", text)
    case ("list", .text(let text)): ("a list", "[ \"\(text)\" ]")
    case ("bool", .text(let text)) where ["true", "false"].contains(text): ("true or false without quotes", text)
    case ("address", .text(let text)) where text.contains("://") || isPort(text.split(separator: ":", omittingEmptySubsequences: false)):
      ("an address without scheme or port; the port belongs in \(path.dropLast(4))port", nil)
    default: nil
    }
  }

  private static func isPort(_ parts: [Substring]) -> Bool { parts.count == 2 && Int(parts[1]) != nil }
}
