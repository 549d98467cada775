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
    .target(name: "Syntax", dependencies: ["CLibYAML"]),
    .target(name: "SwiftLiteral"),
    .executableTarget(name: "CatalogueCompiler"),
    .plugin(
      name: "CompileCatalogues", capability: .buildTool(), dependencies: ["CatalogueCompiler"]),
    .target(
      name: "Knowledge", dependencies: ["Syntax"], exclude: ["Catalogue"], plugins: ["CompileCatalogues"]),
    .target(name: "Diagnostics", dependencies: ["Syntax"]),
    .executableTarget(name: "VocabularyCompiler", dependencies: ["Syntax"]),
    .target(name: "Vocabulary", dependencies: ["Syntax"], exclude: ["Attributes"]),
    .target(name: "Deployment", dependencies: ["Vocabulary", "Knowledge"]),
    .target(name: "ClientDescription", dependencies: ["Syntax"]),
    .executableTarget(name: "ClientCompiler", dependencies: ["ClientDescription", "SwiftLiteral", "Syntax"]),
    .plugin(name: "CompileClients", capability: .buildTool(), dependencies: ["ClientCompiler"]),
    .target(
      name: "Formats", dependencies: ["ClientDescription", "Syntax", "Knowledge", "Vocabulary"],
      exclude: ["Clients"], plugins: ["CompileClients"]),
    .target(name: "RuleEngine", dependencies: ["Syntax", "Vocabulary", "Diagnostics"]),
    .executableTarget(
      name: "RuleCompiler", dependencies: ["SwiftLiteral", "Syntax", "Vocabulary", "Diagnostics", "RuleEngine"]),
    .plugin(name: "CompileRules", capability: .buildTool(), dependencies: ["RuleCompiler"]),
    .target(
      name: "BuiltInRules", dependencies: ["Vocabulary", "Diagnostics", "RuleEngine"], path: "Rules",
      sources: ["BuiltInRules.swift"], plugins: ["CompileRules"]),
    .target(
      name: "Linter",
      dependencies: [
        "CSystem", "Syntax", "Knowledge", "Vocabulary", "Deployment", "Formats", "RuleEngine", "BuiltInRules",
        "Diagnostics",
      ],
      exclude: ["ollama-lint.schema.json"]),
    .target(name: "Reporting", dependencies: ["Diagnostics", "Knowledge", "Syntax"]),
    .target(name: "Generator", dependencies: ["Knowledge", "Vocabulary"]),
    .target(name: "Doctor", dependencies: ["Knowledge", "Syntax"]),
    .target(
      name: "LanguageServer",
      dependencies: ["Linter", "Formats", "Knowledge", "Diagnostics", "Reporting", "Syntax"]),
    .executableTarget(
      name: "ollama-lint",
      dependencies: [
        "Doctor", "Generator", "LanguageServer", "Linter", "Deployment", "Reporting", "RuleEngine",
        "BuiltInRules", "ClientDescription", "Diagnostics", "Formats", "Knowledge",
        "Syntax", "Vocabulary",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .testTarget(name: "SyntaxTests", dependencies: ["Syntax"]),
    .testTarget(
      name: "LinterTests",
      dependencies: [
        "ClientDescription", "Deployment", "Formats", "LanguageServer", "Linter", "Reporting", "BuiltInRules",
        "RuleEngine", "Diagnostics", "Knowledge", "Syntax",
        "Vocabulary",
      ]),
    .testTarget(
      name: "GeneratorTests", dependencies: ["Generator", "Linter", "Knowledge", "Reporting", "Vocabulary"],
      exclude: ["Goldens"]),
    .testTarget(name: "DeploymentTests", dependencies: ["Deployment", "Knowledge", "Syntax", "Vocabulary"]),
    .testTarget(name: "KnowledgeTests", dependencies: ["Knowledge"], exclude: ["Engine/plans.tsv", "Engine/layers.tsv"]),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "Knowledge", "Syntax", "Vocabulary"]),
    .testTarget(
      name: "RuleEngineTests",
      dependencies: ["RuleEngine", "BuiltInRules", "Syntax", "Vocabulary", "Diagnostics"],
      exclude: ["Texts.txt"]),
  ],
  swiftLanguageModes: [.v6]
)
