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
}

extension DescriptionPart {
  public static let all = [
    client, file, command, recognise, server, address, api, models, role, use, context, unset, toolsWord, prompt, choice, condition,
    test, check, keys, secret, served, loads, loaded, telemetry, variable, setup, namedFile, remoteModel, addition, about,
  ]
}
