/// Whether the program reads a key.
public enum KeyStatus: String, Word {
  case known, unknown, misspelt, deprecated, removed
  /// Read, and without effect as it stands.
  case ignored
  /// Another program reads it.
  case foreign
  /// Read elsewhere in the file.
  case misplaced
  case duplicate
  /// A name that is often written and that no version ever read.
  case invented
}

/// What is wrong with a value.
public enum ValueFault: String, Word {
  case type, range, notAnInteger = "not-an-integer", disablesGpu = "disables-gpu", loopback, badPort =
    "bad-port", badTarget = "bad-target", notANumber = "not-a-number", decimalComma = "decimal-comma",
    meansTrue = "means-true", seconds, unparsable, quoted, unset, pathMissing = "path-missing", pathExtra =
    "path-extra", port80 = "port-80", wildcardClient = "wildcard-client", unknownWord = "unknown-word",
    spacing, inlineComment = "inline-comment", empty, placeholder, syntax, misplaced, scheme, incomplete,
    conflict, missingFile = "missing-file", blob, remote, responsesApi = "responses-api", tooShort =
    "too-short", unreached, badOrigin = "bad-origin", cgroupV1 = "cgroup-v1", changingMajor =
    "changing-major", notText = "not-text", detour
}
