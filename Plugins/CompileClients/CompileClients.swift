import Foundation
import PackagePlugin

/// Checks the descriptions in a target's `Clients` folder and embeds them, so that a mistake in one is an error of the
/// build and none is read from disk at run time.
@main struct CompileClients: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = target.directoryURL.appendingPathComponent("Clients")
    let output = context.pluginWorkDirectoryURL.appendingPathComponent("\(target.name)+clients.swift")
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let files = (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "yaml" }
    return [
      .buildCommand(
        displayName: "Compiling Clients", executable: try context.tool(named: "ClientCompiler").url,
        arguments: [folder.path, output.path], inputFiles: files.sorted { $0.path < $1.path },
        outputFiles: [output])
    ]
  }
}
