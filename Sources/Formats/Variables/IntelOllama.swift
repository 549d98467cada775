import Vocabulary

/// Intel's build of Ollama, which reads a variable that Ollama itself never had (ipex-llm, ollama_quickstart.md:
/// `export OLLAMA_NUM_GPU=999`).
public enum IntelOllama {
  public static func apply(to facts: inout [Fact], of document: Document) {
    let bytes = document.source.bytes[...]
    for index in facts.indices
    where facts[index].subject == .key && facts[index].text(.name) == "OLLAMA_NUM_GPU"
      && facts[index][.status] == .invented
    {
      guard ["ipex-llm", "init-ollama", "oneapi/setvars.sh", "ZES_ENABLE_SYSMAN", "SYCL_"].contains(where: { bytes.contains(bytesOf: $0) }) else { return }
      let at = facts[index].attributes[.name]?.range ?? facts[index].range
      facts[index].write(.status, .foreign, at: at)
      facts[index].infer(.program, .text("IPEX-LLM"))
    }
  }
}
