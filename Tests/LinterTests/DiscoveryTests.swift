import Testing

@testable import Linter

/// Which files a run looks at for what it was given.
@Suite struct DiscoveryTests {
  private static let files = [
    ".gitignore": "ignored.yaml\n", "compose.yaml": "services: {}\n", "other/compose.yaml": "services: {}\n",
    "homes/lab/.ollama-lint.yaml": "{}\n", "homes/lab/compose.yaml": "services: {}\n", "homes/lab/app/Modelfile": "FROM qwen3:8b\n",
    "homes/lab/ignored.yaml": "services: {}\n", "homes/kitchen/compose.yaml": "services: {}\n",
  ]

  /// `git add -f` with `*` in .gitignore, as people keep a home.
  @Test func whatGitKeepsBelowAnIgnoredFolderIsRead() throws {
    let scratch = try Scratch()
    let kept = [".config/opencode/opencode.json", ".gitignore"]
    for name in kept + [".config/opencode/old.json", ".config/other/opencode.json"] { try scratch.write(name, "{}") }
    try scratch.write(".gitignore", "*\n!.gitignore\n")
    try scratch.write(".git/index", Self.index(of: kept))
    var discovery = Discovery(root: scratch.path, excluded: [], threads: 1)
    discovery.walk()
    #expect(discovery.files.map(\.path).filter { $0 != ".gitignore" } == [".config/opencode/opencode.json"])
    var excluding = Discovery(root: scratch.path, excluded: [".config/opencode"], threads: 1)
    excluding.walk()
    #expect(excluding.files.map(\.path).filter { $0 != ".gitignore" } == [])
  }

  /// An index of git, version 2, with the names alone.
  private static func index(of paths: [String]) -> String {
    func zeros(_ count: Int) -> String { String(repeating: "\0", count: count) }
    return "DIRC" + "\0\0\0\u{2}" + "\0\0\0" + String(UnicodeScalar(UInt8(paths.count)))
      + paths.map { path in
        let length = 62 + path.utf8.count
        return zeros(61) + String(UnicodeScalar(UInt8(path.utf8.count))) + path + zeros(8 - length % 8)
      }.joined()
  }

  private func found(_ targets: [Root.Target]) throws -> [String] {
    let scratch = try Scratch()
    for (name, text) in Self.files { try scratch.write(name, text) }
    var discovery = Discovery(root: scratch.path, excluded: [], threads: 1)
    discovery.walk(around: targets)
    return Set(discovery.files.map(\.path)).subtracting([".gitignore", "homes/lab/.ollama-lint.yaml"]).sorted()
  }

  @Test(arguments: [
    [Root.Target.directory("homes/lab")], [.file("homes/lab/app/Modelfile")],
    [.directory("homes/lab/app"), .file("homes/lab/compose.yaml")],
  ]) func aDeploymentOfItsOwnIsLookedAtAlone(_ targets: [Root.Target]) throws {
    #expect(try found(targets) == ["compose.yaml", "homes/lab/app/Modelfile", "homes/lab/compose.yaml"])
  }

  @Test(arguments: [
    [Root.Target.directory("")], [.directory("homes")], [.file("other/compose.yaml")],
    [.directory("homes/lab"), .directory("homes/kitchen")], [],
  ]) func whatIsPartOfTheRootsDeploymentMayRestOnAnyFile(_ targets: [Root.Target]) throws {
    #expect(
      try found(targets) == [
        "compose.yaml", "homes/kitchen/compose.yaml", "homes/lab/app/Modelfile", "homes/lab/compose.yaml", "other/compose.yaml",
      ])
  }
}
