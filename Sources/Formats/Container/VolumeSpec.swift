/// A mount as Docker's short form writes it: `[source:]target[:options]`.
enum VolumeSpec {
  /// The directory in the container; `nil` if it depends on a variable.
  static func target(_ text: String) -> String? {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "{" { depth += 1 }
      if character == "}" { depth = max(0, depth - 1) }
      if character == ":", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    // `C:\models:/root/.ollama` on Windows.
    if parts.count > 2, parts[0].count == 1 { parts.removeFirst() }
    let target = parts.count == 1 ? parts[0] : parts[1]
    return target.contains("$") || !target.hasPrefix("/") ? nil : target
  }

  /// The directory that `type=volume,source=x,target=/y` mounts on; `nil` if it depends on a variable.
  static func mountTarget(of text: String) -> String? {
    for part in text.split(separator: ",") {
      for key in ["target=", "dst=", "destination="] where part.hasPrefix(key) && !part.contains("$") {
        return String(part.dropFirst(key.count))
      }
    }
    return nil
  }

  /// Whether what is mounted on `target` keeps what is written to `directory`.
  static func holds(_ target: String, _ directory: String) -> Bool {
    func normal(_ path: String) -> String {
      var path = path[...]
      while path.count > 1, path.hasSuffix("/") { path.removeLast() }
      return String(path)
    }
    let (target, directory) = (normal(target), normal(directory))
    // A mount on the models folder itself keeps the models, which are what is large.
    return directory == target || directory.hasPrefix(target == "/" ? "/" : target + "/")
      || target == directory + "/models"
  }
}
