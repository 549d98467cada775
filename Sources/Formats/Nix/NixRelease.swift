/// Which nixpkgs a module is for, by the flake above it: before a release in which options are gone, or after it.
enum NixRelease {
  case before, behind, unknown

  /// The first release without the options: 26.05.
  private static let first = (year: 26, month: 5)

  static func of(_ document: Document, in workspace: any Workspace) -> NixRelease {
    var folder = document.directory
    while true {
      if let path = Path.join(folder, "flake.nix"), let source = workspace.source(at: path) {
        return of(source.string(source.range))
      }
      guard !folder.isEmpty else { return .unknown }
      folder = Path.directory(of: folder)
    }
  }

  /// What the inputs of a flake agree on: `github:NixOS/nixpkgs/nixos-25.11`.
  private static func of(_ flake: String) -> NixRelease {
    var found: Set<NixRelease> = []
    for rest in flake.parts(between: "ixpkgs/").dropFirst() {
      let part = rest.prefix { $0.isLetter || $0.isNumber || "-._".contains($0) }
      let name = part.split { $0 == "-" }.first { $0.first?.isNumber == true }
      let numbers = (name ?? "").split(separator: ".").compactMap { Int($0) }
      if numbers.count == 2 {
        found.insert((numbers[0], numbers[1]) >= first ? .behind : .before)
      } else if part.hasSuffix("unstable") || part == "master" {
        found.insert(.behind)
      }
    }
    return found.count == 1 ? found.first ?? .unknown : .unknown
  }
}
