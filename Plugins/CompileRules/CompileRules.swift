import Foundation
import PackagePlugin

/// Compiles a target's folder of data files to Swift source, so that the tool parses none of them when it
/// starts.
///
/// The data lies in the folder of the target itself: the build system then watches it, and a file that is
/// added, renamed or removed takes effect with the next build.
@main struct CompileRules: BuildToolPlugin {
  /// For each target with data the executable target that compiles it.
  ///
  /// It is called with the folder and the output file, prints what is wrong as
  /// `Rules/category/name.yaml:7:5: error: ...`, and fails if anything is.
  private let compilers = ["BuiltInRules": "RuleCompiler"]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let compiler = compilers[target.name] else { return [] }
    let output = context.pluginWorkDirectoryURL.appendingPathComponent("\(target.name)+all.swift")
    return [
      .buildCommand(
        displayName: "Compiling \(target.directoryURL.lastPathComponent)",
        executable: try context.tool(named: compiler).url,
        arguments: [target.directoryURL.path, output.path],
        inputFiles: data(in: target.directoryURL) + fixtures(beside: target.directoryURL),
        outputFiles: [output])
    ]
  }

  private func data(in folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let files = found?.compactMap { $0 as? URL } ?? []
    return files.filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
  }

  /// The fixtures that examples are taken from.
  private func fixtures(beside folder: URL) -> [URL] {
    let fixtures = folder.deletingLastPathComponent().appendingPathComponent("Fixtures")
    let found = FileManager.default.enumerator(at: fixtures, includingPropertiesForKeys: [.isRegularFileKey])
    let files = found?.compactMap { $0 as? URL } ?? []
    return files.filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false }
      .sorted { $0.path < $1.path }
  }
}
