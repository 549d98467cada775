import Foundation
import PackagePlugin

/// Runs CatalogueCompiler over every table of the target's `Catalogue` folder before it is compiled.
@main
struct CompileCatalogues: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) async throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "Sources/\(target.name)/Catalogue")
    let tables = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { ["tsv", "txt", "yaml", "css", "js"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "Tables.swift")
    return [
      .buildCommand(
        displayName: "Embedding the catalogues of \(target.name)",
        executable: try context.tool(named: "CatalogueCompiler").url,
        arguments: [output.path] + tables.map(\.path),
        inputFiles: tables,
        outputFiles: [output])
    ]
  }
}
