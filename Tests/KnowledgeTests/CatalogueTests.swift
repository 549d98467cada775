import Catalogue
import Testing

@testable import Knowledge
@testable import Memory

@Suite struct CatalogueTests {
  @Test(arguments: [
    ("qwen2.5-coder:7b", 32768), ("qwen2.5-coder", 32768), ("QWEN2.5-Coder:14b-instruct-q5_K_M", 32768),
    ("library/llama3.1:8b", 131072), ("registry.ollama.ai/library/qwen3:8b", 40960),
  ])
  func aLibraryModelIsFoundBySpelling(_ name: String, _ context: Int) throws {
    #expect(ModelCatalogue.standard.model(named: try #require(ModelName(name)))?.trainedContext == context)
  }

  /// Their templates have no place for tools, whatever the library's page says of all sizes together.
  @Test func distilsOfDeepSeekR1HaveNoTools() throws {
    for tag in ["1.5b", "7b", "8b", "14b", "32b", "70b"] {
      #expect(!ModelCatalogue.standard.can("tools", named: "deepseek-r1:\(tag)"), "\(tag)")
    }
    #expect(ModelCatalogue.standard.can("tools", named: "deepseek-r1:671b"))
  }

  @Test func noAgentIsGivenWhatOllamaWarnsOf() {
    let agents = ModelCatalogue.candidates(for: .agent).map(\.model)
    #expect(agents.count > 50)
    #expect(Set(agents).isDisjoint(with: ["qwen2.5-coder", "llama3.1", "mistral", "deepscaler"]))
    #expect(ModelCatalogue.candidates(for: .chat).contains { $0.model == "llama3.1" })
  }

  @Test func everyRowCanBeFound() throws {
    let table = CatalogueTable(Tables.models, columns: Tables.modelsColumns)
    let keys = table.keys()
    #expect(keys.count > 200)
    for key in keys { #expect(!table.rows(named: key).isEmpty, "\(key)") }
    #expect(
      table.rows(named: "zzz").isEmpty && table.rows(named: "").isEmpty
        && table.rows(named: "qwen").isEmpty == !keys.contains("qwen"))
  }

  @Test func aNearNameIsOffered() throws {
    #expect(
      ModelCatalogue.standard.look(up: try #require(ModelName("qwen2.5-code")))
        == .unknownName(nearest: "qwen2.5-coder"))
    #expect(
      ModelCatalogue.standard.look(up: try #require(ModelName("my-own-model"))) == .unknownName(nearest: nil))
    guard
      case .unknownTag(let known) = ModelCatalogue.standard.look(up: try #require(ModelName("llama3.1:7b")))
    else {
      Issue.record("llama3.1 has no 7b")
      return
    }
    #expect(known.contains("8b"))
  }

  @Test(arguments: ["model:", "/x", "a@sha256:1", "name.space/m", "my model", ""])
  func aNameThatOllamaRefusesIsNone(_ name: String) { #expect(ModelName(name) == nil) }

  @Test(arguments: [("gpt-oss:120b-cloud", true), ("x:cloud", true), ("x:CLOUD", true), ("x:cloudy", false)])
  func cloudIsInTheTag(_ name: String, _ isCloud: Bool) throws {
    #expect(try #require(ModelName(name)).isCloud == isCloud)
  }
}

@Suite struct GoValuesTests {
  @Test(arguments: [("64k", 65536), ("8,192", 8192), ("8192.0", 8192), ("32_768", 32768), ("1e4", 10000)])
  func aNumberIsReadAsMeant(_ text: String, _ value: Int) { #expect(GoValues.meantInteger(text) == value) }

  @Test(arguments: ["auto", "", "0,7", "12.5", "1,23"])
  func whatIsNoIntegerIsNotGuessed(_ text: String) { #expect(GoValues.meantInteger(text) == nil) }

  @Test(arguments: [("5m", 300.0), ("24h", 86400), ("1h30m", 5400), ("-1", -1), ("30", 30), ("1.5s", 1.5)])
  func durationsAreGos(_ text: String, _ seconds: Double) { #expect(GoValues.seconds(text) == seconds) }

  @Test(arguments: ["1d", "24hr", "forever", "", "h"])
  func whatGoCannotReadIsNoDuration(_ text: String) { #expect(GoValues.seconds(text) == nil) }

  @Test(arguments: [("num_cxt", "num_ctx"), ("Temperature", "temperature"), ("top-k", "top_k")])
  func aNearParameterIsOffered(_ name: String, _ nearest: String) {
    #expect(OllamaParameter.nearest(to: name) == nearest)
  }
}
