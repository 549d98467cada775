// swift-tools-version: 6.1
import PackageDescription

// Each target is a room of the architecture (ARCHITECTURE.md); the dependencies below
// are its only doors, so the compiler keeps the direction of the data's way.
let package = Package(
  name: "ollama-lint",
  platforms: [.macOS(.v13)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(name: "CSystem"),
    .target(name: "Platform"),
    .target(name: "Wording"),
    .target(name: "Syntax", dependencies: ["CLibYAML", "Platform"]),
    .target(name: "SwiftLiteral"),
    .target(name: "Catalogue"),
    .executableTarget(name: "CatalogueCompiler", dependencies: ["Catalogue", "SwiftLiteral", "Syntax"]),
    .plugin(
      name: "CompileCatalogues", capability: .buildTool(), dependencies: ["CatalogueCompiler"]),
    .target(
      name: "Knowledge", dependencies: ["Catalogue", "Platform", "Syntax"], exclude: ["Catalogue"],
      plugins: ["CompileCatalogues"]),
    .target(
      name: "Memory", dependencies: ["Catalogue", "Knowledge", "Platform"], exclude: ["Catalogue"],
      plugins: ["CompileCatalogues"]),
    .target(name: "Diagnostics", dependencies: ["Syntax"]),
    .executableTarget(name: "VocabularyCompiler", dependencies: ["Syntax"]),
    .target(name: "Vocabulary", dependencies: ["Syntax"], exclude: ["Attributes"]),
    .target(name: "Deployment", dependencies: ["Vocabulary", "Knowledge", "Memory", "Syntax", "Wording"]),
    .target(name: "ClientDescription", dependencies: ["Syntax", "Vocabulary", "Wording"]),
    .executableTarget(name: "ClientCompiler", dependencies: ["ClientDescription", "SwiftLiteral", "Syntax"]),
    .plugin(name: "CompileClients", capability: .buildTool(), dependencies: ["ClientCompiler"]),
    .target(
      name: "Formats", dependencies: ["ClientDescription", "Syntax", "Knowledge", "Vocabulary", "Wording"],
      exclude: ["Catalogue", "Clients"], plugins: ["CompileCatalogues", "CompileClients"]),
    .target(name: "RuleEngine", dependencies: ["Syntax", "Vocabulary", "Diagnostics", "Wording"]),
    .executableTarget(
      name: "RuleCompiler",
      dependencies: ["Platform", "SwiftLiteral", "Syntax", "Vocabulary", "Diagnostics", "RuleEngine"]),
    .plugin(name: "CompileRules", capability: .buildTool(), dependencies: ["RuleCompiler"]),
    .target(
      name: "BuiltInRules", dependencies: ["Vocabulary", "Diagnostics", "RuleEngine"], path: "Rules",
      sources: ["BuiltInRules.swift"], plugins: ["CompileRules"]),
    .target(
      name: "Linter",
      dependencies: [
        "CSystem", "ClientDescription", "Syntax", "Knowledge", "Memory", "Vocabulary", "Deployment", "Formats",
        "RuleEngine", "BuiltInRules", "Diagnostics", "Platform", "Wording",
      ],
      exclude: ["ollama-lint.schema.json"]),
    .target(
      name: "Reporting", dependencies: ["Diagnostics", "Knowledge", "Memory", "Syntax", "Wording"],
      exclude: ["Catalogue"], plugins: ["CompileCatalogues"]),
    .target(
      name: "Handbook",
      dependencies: [
        "BuiltInRules", "ClientDescription", "Diagnostics", "Formats", "Knowledge", "Memory", "RuleEngine",
        "Syntax", "Vocabulary", "Wording",
      ], exclude: ["Catalogue"], plugins: ["CompileCatalogues"]),
    .target(
      name: "Generator", dependencies: ["ClientDescription", "Knowledge", "Memory", "Vocabulary", "Wording"]),
    .target(name: "Doctor", dependencies: ["Knowledge", "Platform", "Syntax", "Wording"]),
    .target(
      name: "LanguageServer",
      dependencies: [
        "Handbook", "Linter", "Formats", "Knowledge", "Diagnostics", "Platform", "Reporting", "Syntax",
      ]),
    .executableTarget(
      name: "ollama-lint",
      dependencies: [
        "Doctor", "Generator", "Handbook", "LanguageServer", "Linter", "Deployment", "Reporting",
        "RuleEngine",
        "BuiltInRules", "Catalogue", "ClientDescription", "Diagnostics", "Formats", "Knowledge", "Memory",
        "Platform", "Syntax", "Vocabulary", "Wording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .testTarget(name: "VocabularyTests", dependencies: ["Syntax", "Vocabulary", "VocabularyCompiler"]),
    .testTarget(name: "CatalogueCompilerTests", dependencies: ["CatalogueCompiler", "Syntax"]),
    .testTarget(name: "WordingTests", dependencies: ["Wording"]),
    .testTarget(name: "SyntaxTests", dependencies: ["Syntax"]),
    .testTarget(
      name: "LinterTests",
      dependencies: [
        "ClientDescription", "Deployment", "Formats", "Handbook", "LanguageServer", "Linter", "Reporting",
        "BuiltInRules", "RuleEngine", "Diagnostics", "Knowledge", "Memory", "Syntax",
        "Vocabulary",
      ]),
    .testTarget(
      name: "GeneratorTests",
      dependencies: [
        "ClientDescription", "Formats", "Generator", "Linter", "Knowledge", "Memory", "Reporting", "Syntax", "Vocabulary",
      ],
      exclude: ["Goldens"]),
    .testTarget(
      name: "DeploymentTests", dependencies: ["Deployment", "Knowledge", "Memory", "Syntax", "Vocabulary"]),
    .testTarget(
      name: "KnowledgeTests", dependencies: ["Catalogue", "Knowledge", "Memory"],
      exclude: ["Engine/plans.tsv", "Engine/layers.tsv"]),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "Knowledge", "Syntax", "Vocabulary"]),
    .testTarget(
      name: "RuleEngineTests",
      dependencies: ["RuleEngine", "BuiltInRules", "Syntax", "Vocabulary", "Diagnostics"],
      exclude: ["Texts.txt"]),
  ],
  swiftLanguageModes: [.v6]
)

// The standard library's search in texts compares characters; names, keys and addresses are bytes, which Syntax searches for. Without
// the module that brings the former, a file that means the latter and does not import it is not compiled.
for target in package.targets where [.regular, .executable].contains(target.type) {
  target.swiftSettings = [.unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"])]
}

// Most of the tests' time goes into these small rooms, where the optimiser makes generic code several times faster and takes
// little longer. Assertions stay: tests rest on them.
for target in package.targets where ["RuleEngine", "Vocabulary"].contains(target.name) {
  target.swiftSettings?.append(
    .unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug)))
}
