import Syntax
import Vocabulary

/// A part of a description, and the words that it takes; what is read and what the documentation lists are the same.
public struct DescriptionPart: Sendable {
  public let title: String
  public let names: [String]

  init(_ title: String, _ names: String) {
    self.title = title
    self.names = names.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// A table for the documentation, of the words that a value can be.
  public static var values: String {
    var text = "| of | one of |\n|---|---|\n"
    for (name, words) in vocabularies {
      text += "| \(name) | \(words.map { "`\($0)`" }.joined(separator: ", ")) |\n"
    }
    return text
  }
}

extension DescriptionPart {
  public static let all = [
    client, file, command, recognise, server, address, api, models, role, use, context, unset, toolsWord, prompt, choice, condition,
    test, check, keys, secret, served, loads, loaded, telemetry, variable, addition, about,
  ]

  /// Lists of words that the program itself has.
  private static var vocabularies: [(String, [String])] {
    func words<W: RawRepresentable & CaseIterable>(_ type: W.Type) -> [String] where W.RawValue == String {
      type.allCases.map(\.rawValue)
    }
    return [
      ("`scope` of a file", words(SettingsFileKind.Scope.self)), ("`syntax` of a file", NodeSyntax.names),
      ("`shape`", words(AddressShape.self)), ("`api`", words(ServerAPI.self)),
      ("`scheme`", ["needed", "optional"]),
      ("`roles`, `are`, `later-roles`", words(Role.self)), ("`chosen`", words(RoleRule.Chosen.self)),
      ("`judged`", ["always"]), ("`placed`", ["choice", "model"]), ("`repeated`", ["first"]),
      ("`kind` of a check, `wrong-type-kind`, `unknown-kind`", words(CheckKind.self)),
      ("`status`", words(KeyStatus.self)), ("`problem`", words(ValueFault.self)),
      ("`url`", ["local", "loopback", "ollama", "portless", "schemeless"]), ("`when` of `init`", words(AdditionTemplate.When.self)),
      ("`hook`", words(HookName.self)),
      (
        "types in `table`, `must-be` and `type`",
        [
          "any", "text", "integer", "integer >= N", "number", "flag", "null", "list", "map", "one of A, B",
          "TYPE \\| TYPE",
        ]
      ),
    ]
  }
}
