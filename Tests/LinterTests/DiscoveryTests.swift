import Testing

@testable import Linter

/// Which files a run looks at for what it was given.
@Suite struct DiscoveryTests {
  private static let files = [
    ".gitignore": "ignored.yaml\n", "compose.yaml": "services: {}\n", "other/compose.yaml": "services: {}\n",
    "homes/lab/.ollama-lint.yaml": "{}\n", "homes/lab/compose.yaml": "services: {}\n", "homes/lab/app/Modelfile": "FROM qwen3:8b\n",
    "homes/lab/ignored.yaml": "services: {}\n", "homes/kitchen/compose.yaml": "services: {}\n",
  ]

  private func found(_ targets: [Root.Target]) throws -> [String] {
    let scratch = try Scratch()
    for (name, text) in Self.files { try scratch.write(name, text) }
    var discovery = Discovery(root: scratch.path, excluded: [], threads: 1)
    discovery.walk(around: targets)
    return Set(discovery.files.map(\.path)).subtracting([".gitignore", "homes/lab/.ollama-lint.yaml"]).sorted()
  }

  @Test(arguments: [
    [Root.Target.directory("homes/lab")], [.file("homes/lab/app/Modelfile")], [.directory("homes/lab/app"), .file("homes/lab/compose.yaml")],
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
