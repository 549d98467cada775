import Syntax
import Vocabulary

/// llama.cpp and its binding for Python, compiled for the CPU in an image that has CUDA or ROCm.
///
/// CMake builds no other backend unless an option asks for it, and pip hands on what CMAKE_ARGS holds (ggml-org/llama.cpp,
/// `docs/build.md`; abetlen/llama-cpp-python, `README.md`).
enum CPUBuild {
  static func facts(_ document: Document, _ tree: DockerfileTree) -> [Fact] {
    let text = document.source.string(document.source.range).lowercased()
    guard !document.id.isDocumentation, text.contains("llama"), !signsOfBackend.contains(where: text.contains) else { return [] }
    let isCloned = clones.contains(where: text.contains)
    var base = ""
    for (index, instruction) in tree.instructions.enumerated() {
      let line = tree.text(of: instruction).lowercased()
      if instruction.name == "FROM" { base = line }
      guard instruction.name == "RUN", let platform = platforms.first(where: { base.contains($0.key) })?.value else { continue }
      let isPackage = installs.contains(where: line.contains) && packages.contains(where: line.contains)
      guard isPackage || isCloned && configures.contains(where: line.contains) && !line.contains("$") else { continue }
      let option = platform == "CUDA" ? "-DGGML_CUDA=on" : "-DGGML_HIP=on"
      return [
        SettingFact.make(
          ["cpu-build", String(index)], name: isPackage ? "llama-cpp-python" : "llama.cpp", value: platform,
          kind: "cpu-build", format: "Dockerfile", problem: .missingTool,
          expected: isPackage ? "CMAKE_ARGS=\"\(option)\"" : option, at: document.at(instruction.arguments))
      ]
    }
    return []
  }
}
