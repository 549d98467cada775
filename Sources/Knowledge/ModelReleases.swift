/// Which release of Ollama is the first that runs a model of the library.
public enum ModelReleases {
  /// - Parameter name: as people write it, with or without a tag.
  /// - Returns: `nil` where every release in use runs it, or none is known.
  public static func first(_ name: String) -> Version? {
    guard let name = ModelName(name), name.isLibrary else { return nil }
    let model = name.model.lowercased()
    let size = name.tag.flatMap { $0.lowercased().split(separator: "-").first }
    let text = size.flatMap { first["\(model):\($0)"] } ?? first[model]
    return text.flatMap(Version.init)
  }
}
