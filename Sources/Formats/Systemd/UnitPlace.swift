import Syntax
import Vocabulary

/// Drop-ins that systemd does not look at, because their folder or their name is not what it reads.
///
/// Source: `man systemd.unit` ("drop-in" directories: `foo.service.d/`, files that end in `.conf`).
enum UnitPlace {
  /// The name that the folder or the file should have; `nil` where systemd reads it, or something else is meant.
  static func meant(_ path: String) -> (name: String, meant: String)? {
    // All of these folders have it in their names.
    guard path.contains("ollama.") else { return nil }
    let parts = Path.deployed(path).split(separator: "/").map(String.init)
    guard parts.count >= 3, let file = parts.last, let folder = parts.dropLast().last else { return nil }
    if folder == "ollama.service.d" {
      let endings = ["txt", "service", "cfg", "ini", "config"]
      let pieces = file.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard !file.hasPrefix("."), pieces.count == 1 || pieces.count == 2 && endings.contains(pieces[1]) else {
        return nil
      }
      return (file, pieces[0] + ".conf")
    }
    let place = parts.dropLast(2).suffix(2)
    guard place.first == "systemd", place.last == "system" || place.last == "user", file.hasSuffix(".conf"),
      ["ollama.d", "ollama.service", "ollama.conf.d", "ollama.services.d", "ollama.service.conf.d"].contains(
        folder)
    else { return nil }
    return (folder, "ollama.service.d")
  }

  static func fact(_ document: Document) -> Fact? {
    // What has no section is a file of variables.
    guard document.id.embedding.isEmpty, let (name, meant) = meant(document.id.path),
      document.source.bytes[...].contains(bytesOf: "[Service]")
    else { return nil }
    return SettingFact.make(
      ["place"], name: name, kind: "folder", format: "systemd", problem: .misnamed, corrected: meant,
      at: document.at(TextRange(at: 0)))
  }
}
