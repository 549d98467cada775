import CLibYAML

/// libyaml's complaints in words that say what to do.
enum YAMLProblem {
  static func error(_ parser: yaml_parser_t, _ source: SourceText, _ offsets: CharacterOffsets) -> SyntaxError {
    let problem = parser.problem.map { String(cString: $0) } ?? "invalid YAML"
    let isReader = parser.error == YAML_READER_ERROR
    let offset =
      isReader ? min(Int(parser.problem_offset), source.bytes.count) : offsets.byteOffset(parser.problem_mark)
    let range = TextRange(offset, min(offset + 1, source.bytes.count))
    return SyntaxError(range, sentence(problem, source, offset))
  }

  private static func sentence(_ problem: String, _ source: SourceText, _ offset: Int) -> String {
    switch problem {
    case "found character that cannot start any token":
      if source.byte(at: offset) == 0x09 { return "tabs cannot be used for indentation in YAML; use spaces" }
      return "a value cannot start with this character; quote it"
    case "mapping values are not allowed in this context":
      return
        "a second ': ' on one line, or wrong indentation; quote the value if it contains a colon"
    case "could not find expected ':'": return "a key without ': ' after it"
    case "did not find expected key": return "this line is indented differently from the keys above"
    case "did not find expected '-' indicator": return "this line is indented differently from the list above"
    case "found unexpected end of stream": return "the text ends inside quotes"
    case "did not find expected ',' or ']'": return "expected ',' or ']' in this list"
    case "did not find expected ',' or '}'": return "expected ',' or '}' in this mapping"
    case "found undefined alias": return "no anchor with this name above"
    case "control characters are not allowed": return "a control character, which YAML does not allow"
    default: return problem
    }
  }
}
