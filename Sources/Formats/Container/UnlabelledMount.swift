import Vocabulary

/// A folder of the host that Podman mounts without giving it a label for the container.
///
/// Where SELinux enforces, a container process may only touch content that is labelled for containers; `:z` and `:Z` label
/// it, and named volumes are labelled by themselves (podman-run(1), "Labeling Volume Mounts").
enum UnlabelledMount {
  /// - Parameters:
  ///   - text: `source:target[:options]`.
  ///   - directory: where the server keeps its models.
  static func isOne(_ text: String, holding directory: String) -> Bool {
    guard ["/", ".", "~", "%h", "$HOME", "${HOME}"].contains(where: text.hasPrefix),
      let target = VolumeSpec.target(text), VolumeSpec.holds(target, directory)
    else { return false }
    let options = text.split(separator: ":").dropFirst(2).last ?? ""
    return !options.split(separator: ",").contains { $0 == "z" || $0 == "Z" || $0 == "O" }
  }

  static func fact(_ text: String, _ id: FactID, format: String, at range: SourceRange, of server: FactID)
    -> Fact
  {
    SettingFact.make(
      id, name: text, value: nil, kind: "mount", format: format, problem: .unlabelled, at: range,
      owner: server)
  }
}
