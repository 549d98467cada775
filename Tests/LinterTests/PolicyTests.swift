import Diagnostics
import Foundation
import Reporting
import Testing

@testable import Linter

/// What is reported, and how severely.
@Suite struct PolicyTests {
  /// A published port (network/exposed, error or warning), a file that does not read, and a comment without an effect.
  private func deployment() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      "compose.yaml",
      """
      services:
        ollama:
          image: ollama/ollama:0.32.15
          gpus: all # ollama-lint: ignore[model/unused]
          ports: ["11434:11434"]
      """)
    try scratch.write("broken/compose.yaml", "services:\n  ollama: {image: ollama/ollama\n")
    return scratch
  }

  private func severities(_ configuration: String, baseline: Baseline? = nil) throws -> [String: Severity] {
    let scratch = try deployment()
    var options = Options()
    options.paths = [scratch.path]
    options.workingDirectory = scratch.path
    options.severity = .info
    options.baseline = baseline
    options.configuration = try ConfigurationReader(path: "", bytes: Array(configuration.utf8)) { _ in nil }
      .read()
    let found = try LintRun(options).run(fixing: .none).report.diagnostics
    return Dictionary(found.map { ($0.rule, $0.severity) }) { max($0, $1) }
  }

  @Test func aCategorysSeverityIsThatOfItsRules() throws {
    let usual = try severities("{}")
    #expect(usual["network/exposed"].map { $0 > .info } == true)
    #expect(try severities("severity: { network: info }")["network/exposed"] == .info)
    #expect(
      try severities("severity: { network: info, network/exposed: error }")["network/exposed"] == .error)
  }

  @Test func whatDoesNotReadFollowsThePolicyLikeAnyRule() throws {
    #expect(try severities("{}")["syntax/yaml"] == .error)
    #expect(try severities("severity: { syntax/yaml: info }")["syntax/yaml"] == .info)
    #expect(try severities("severity: { syntax: warning }")["syntax/yaml"] == .warning)
    #expect(try severities("ignore: [syntax]")["syntax/yaml"] == nil)
    #expect(try severities("per-file-ignores: { \"broken/**\": [syntax/yaml] }")["syntax/yaml"] == nil)
  }

  @Test func remarksOfTheToolFollowIt() throws {
    #expect(try severities("{}")["lint/unknown-rule"] == .warning)
    #expect(try severities("severity: { lint: error }")["lint/unknown-rule"] == .error)
    #expect(try severities("per-file-ignores: { \"*.yaml\": [lint] }")["lint/unknown-rule"] == nil)
  }

  @Test func theBaselineIsPartOfIt() throws {
    let scratch = try deployment()
    let report = try scratch.lint(severity: .info).report
    let baseline = try Baseline(path: "known.json", bytes: Array(BaselineText.render(report).utf8))
    #expect(try severities("{}", baseline: baseline).isEmpty)
  }
}

/// Findings whose rule had another name once.
@Suite struct FormerNameTests {
  private func report(_ configuration: String, _ comment: String = "", baseline: Baseline? = nil) throws
    -> Report
  {
    let scratch = try Scratch()
    try scratch.write(".aider.conf.yml", "model: ollama_chat/qwen3:8b\nauto-comits: true \(comment)\n")
    var options = Options()
    options.paths = [scratch.path]
    options.workingDirectory = scratch.path
    options.baseline = baseline
    options.configuration = try ConfigurationReader(path: "", bytes: Array(configuration.utf8)) { _ in nil }
      .read()
    return try LintRun(options).run(fixing: .none).report
  }

  private func severity(_ configuration: String, _ comment: String = "") throws -> Severity? {
    try report(configuration, comment).diagnostics.first { $0.rule == "client/unknown-key" }?.severity
  }

  @Test func settingsStillKnowThem() throws {
    #expect(try severity("{}") == .error)
    #expect(try severity("severity: { aider/unknown-key: warning }") == .warning)
    #expect(try severity("ignore: [aider/unknown-key]") == nil)
    #expect(try severity("select: [aider]") == .error)
    // What was another client's finding was never this one.
    #expect(try severity("ignore: [codex/unknown-key]") == .error)
    #expect(try severity("select: [codex/unknown-key]") == nil)
  }

  @Test func suppressionsStillKnowThem() throws {
    let found = try report("{}", "# ollama-lint: ignore[aider/unknown-key]").diagnostics.map(\.rule)
    #expect(!found.contains("client/unknown-key"))
    #expect(!found.contains { $0.hasPrefix("lint/") }, "\(found)")
  }

  @Test func baselinesStillKnowThem() throws {
    let now = try report("{}")
    let then = Report(
      toolVersion: "", machine: nil, files: now.files,
      diagnostics: now.diagnostics.map {
        Diagnostic(
          rule: $0.formerRule ?? $0.rule, severity: $0.severity, message: "worded otherwise",
          location: $0.location, excerpt: $0.excerpt)
      }, fixed: 0)
    let baseline = try Baseline(path: "known.json", bytes: Array(BaselineText.render(then).utf8))
    #expect(try report("{}", baseline: baseline).diagnostics.isEmpty)
  }
}
