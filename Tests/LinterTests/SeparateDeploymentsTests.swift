import Testing

@testable import Linter

/// What one repository says counts in it alone, also where several are checked at once.
@Suite struct SeparateDeploymentsTests {
  @Test func aScriptExcusesTheNamesOfItsOwnRepository() throws {
    let scratch = try Scratch()
    let variables = "OLLAMA_MODELS_PATH=/srv/models\n"
    for name in ["one", "two"] {
      try scratch.write(name + "/.git/HEAD", "")
      try scratch.write(name + "/.env", variables)
    }
    try scratch.write("one/run.sh", "#!/bin/sh\ndocker run -v \"$OLLAMA_MODELS_PATH:/root/.ollama\" ollama/ollama\n")
    let found = try scratch.lint().report.diagnostics.filter { $0.rule == "server/unknown-variable" }
    #expect(found.map { $0.location.path.hasSuffix("two/.env") } == [true])
  }
}
