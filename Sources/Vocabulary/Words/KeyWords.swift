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

/// What a program does with a key that it does not know, or with one in the wrong place.
public enum KeyEffect: String, Word {
  /// It refuses the whole file, or does not start.
  case refuses
  /// It leaves out the entry or section that the key is in.
  case drops
  /// It leaves out the key alone.
  case ignores
  /// It gives the key to somebody else, who may know it.
  case passes
}

/// What is wrong with a value; one a line, in the order of the alphabet.
public enum ValueFault: String, Word {
  case anonymous
  case apart
  case asBind = "as-bind"
  case asModelfile = "as-modelfile"
  case badOrigin = "bad-origin"
  case badPort = "bad-port"
  case badTarget = "bad-target"
  case blanks
  case blob
  case brokenLine = "broken-line"
  case cgroupV1 = "cgroup-v1"
  case changingMajor = "changing-major"
  case chatMarker = "chat-marker"
  case commentAsValue = "comment-as-value"
  case conflict
  case decimalComma = "decimal-comma"
  case detour
  case disablesGpu = "disables-gpu"
  case discarded
  case dollar
  case duplicate
  case empty
  case endsEarly = "ends-early"
  case escaped
  case export
  case foreignTarget = "foreign-target"
  case glued
  case hostPort = "host-port"
  case idmap
  case imageTaken = "image-taken"
  case inactive
  case incomplete
  case inlineComment = "inline-comment"
  case keptQuotes = "kept-quotes"
  case loopback
  case matchesNothing = "matches-nothing"
  case maybeClosed = "maybe-closed"
  case meansTrue = "means-true"
  case misnamed
  case misplaced
  case missingFile = "missing-file"
  case missingTool = "missing-tool"
  case misspelt
  case nameless
  case neverStarts = "never-starts"
  case noAssignment = "no-assignment"
  case noHome = "no-home"
  case noOption = "no-option"
  case noTarget = "no-target"
  case notANumber = "not-a-number"
  case notAllowed = "not-allowed"
  case notAnAddress = "not-an-address"
  case notAnInteger = "not-an-integer"
  case notExpanded = "not-expanded"
  case notItsOwn = "not-its-own"
  case notPassed = "not-passed"
  case notText = "not-text"
  case oldForm = "old-form"
  case oneLevelOff = "one-level-off"
  case otherCard = "other-card"
  case otherFamily = "other-family"
  case otherGroup = "other-group"
  case otherHome = "other-home"
  case otherUser = "other-user"
  case outdated
  case pathExtra = "path-extra"
  case pathMissing = "path-missing"
  case placeholder
  case port80 = "port-80"
  case port443 = "port-443"
  case projector
  case quoted
  case range
  case readOnly = "read-only"
  case relative
  case remote
  case responsesApi = "responses-api"
  case rolling
  case scheme
  case schemeExtra = "scheme-extra"
  case seconds
  case several
  case shards
  case spacing
  case stalePort = "stale-port"
  case swarm
  case syntax
  case targetPort = "target-port"
  case tooEarly = "too-early"
  case tooHigh = "too-high"
  case tooLow = "too-low"
  case tooShort = "too-short"
  case type
  case uncached
  case unclosed
  case undefined
  case unknownKey = "unknown-key"
  case unknownWord = "unknown-word"
  case unlabelled
  case unparsable
  case unreachable
  case unreached
  case unread
  case unresolved
  case unset
  case wildcardClient = "wildcard-client"
  case wrongCase = "wrong-case"
}
