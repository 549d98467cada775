// Usage: RuleCompiler RULES-FOLDER OUTPUT.swift
//
// Checks every rule in the folder and writes them as Swift source. Errors go to standard error as
// `Rules/category/name.yaml:LINE:COLUMN: error: ...`, and fail the build.

let arguments = CommandLine.arguments
guard arguments.count == 3 else { fail(["usage: RuleCompiler RULES-FOLDER OUTPUT.swift"]) }

let (rules, errors) = RuleFolder(arguments[1]).rules()
guard errors.isEmpty else { fail(errors.map(\.description)) }

guard write(swiftSource(of: rules, examples: FixtureExamples(besides: arguments[1])), to: arguments[2]) else {
  fail(["\(arguments[2]): error: cannot be written"])
}
