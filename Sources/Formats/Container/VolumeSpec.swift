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

  /// A mount whose parts are all written out: no source is an anonymous volume.
  struct Parts {
    let source: String?
    let target: String
    let options: [String]
  }

  /// `nil` for what is not a mount, and where a variable holds a part of it.
  static func parts(_ text: String) -> Parts? {
    guard let target = target(text), !text.contains("{{") else { return nil }
    var parts = [Substring]()
    var depth = 0
    var start = text.startIndex
    for index in text.indices {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" { depth = max(0, depth - 1) }
      guard text[index] == ":", depth == 0 else { continue }
      parts.append(text[start..<index])
      start = text.index(after: index)
    }
    parts.append(text[start...])
    if parts.count > 2, parts[0].count == 1 {
      parts[1] = text[parts[0].startIndex..<parts[1].endIndex]
      parts.removeFirst()
    }
    guard parts.count <= 3 else { return nil }
    let options = parts.count == 3 ? parts[2].split(separator: ",").map(String.init) : []
    return Parts(source: parts.count == 1 ? nil : String(parts[0]), target: target, options: options)
  }

  static func text(source: String, target: String, options: [String]) -> String {
    ([source, target] + (options.isEmpty ? [] : [options.joined(separator: ",")])).joined(separator: ":")
  }

  /// The same mount, in which the container may write; `nil` for an anonymous one.
  static func writable(_ parts: Parts) -> String? {
    parts.source.map { text(source: $0, target: parts.target, options: parts.options.filter { $0 != "ro" }) }
  }

  static func isReadOnly(_ text: String) -> Bool { parts(text)?.options.contains("ro") ?? false }

  /// The same of `type=bind,source=/a,target=/b,readonly`.
  static func isReadOnlyMount(_ text: String) -> Bool {
    text.split(separator: ",").contains {
      ["ro", "readonly", "ro=true", "readonly=true", "ro=1", "readonly=1"].contains($0)
    }
  }

  /// The directory that `type=volume,source=x,target=/y` mounts on; `nil` if it depends on a variable.
  static func mountTarget(of text: String) -> String? {
    mountValue(["target=", "dst=", "destination="], of: text)
  }

  /// The same in the short form, `x:/y`; `nil` if that says less.
  static func short(ofMount text: String) -> String? {
    guard let source = mountValue(["source=", "src="], of: text), let target = mountTarget(of: text) else {
      return nil
    }
    return "\(source):\(target)"
  }

  private static func mountValue(_ keys: [String], of text: String) -> String? {
    for part in text.split(separator: ",") {
      for key in keys where part.hasPrefix(key) && !part.contains("$") {
        return String(part.dropFirst(key.count))
      }
    }
    return nil
  }

  /// `D:\models`, `d:/models`, and `/mnt/d/models`, where WSL has the drive.
  static func isOnWindowsDrive(_ path: String) -> Bool {
    let parts = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).map(String.init)
    guard parts.count > 1, !path.contains("$"), let first = parts.first else { return false }
    if first.count == 2, first.hasSuffix(":"), first.first?.isLetter == true { return true }
    return path.hasPrefix("/mnt/") && parts[1].count == 1 && ("c"..."k").contains(parts[1]) && parts.count > 2
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
