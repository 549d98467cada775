import Syntax
import Vocabulary

/// The credentials that an analysis has seen.
extension Analysis {
  /// The credentials that are in some files.
  func secrets(in paths: Set<String>) -> Secrets {
    var all = Secrets()
    for path in paths {
      guard let reading = readings[path] else { continue }
      all.formUnion(reading.secrets.all)
      insertValues(of: reading, into: &all)
    }
    for (path, places) in secrets {
      for place in places where place.document.path != path && paths.contains(place.document.path) {
        guard let bytes = documents[place.document]?.document.source.slice(place.range) else { continue }
        all.insert(FileSecrets.unquoted(bytes))
      }
    }
    return all
  }

  /// The credentials in values that read otherwise than they are written.
  func secretsInValues() -> Secrets {
    var all = Secrets()
    for reading in readings.values where !reading.documents.isEmpty {
      all.formUnion(reading.secrets.inValues)
      insertValues(of: reading, into: &all)
    }
    return all
  }

  /// Those in values that another file is the place of.
  private func insertValues(of reading: FileReading, into all: inout Secrets) {
    for value in reading.secrets.elsewhere {
      guard let source = documents[value.place.document]?.document.source else { continue }
      all.insert(from: value.text, writtenAs: source.slice(value.place.range))
    }
  }

  /// The files that credentials are in.
  var filesWithSecrets: Set<String> { Set(secrets.values.lazy.joined().map(\.document.path)) }
}

/// The credentials of one file.
struct FileSecrets: Sendable {
  /// All that are written in it.
  private(set) var all = Secrets()
  /// Those in values that read otherwise than they are written.
  private(set) var inValues = Secrets()
  /// Values that another file is the place of.
  private(set) var elsewhere: [(text: String, place: SourceRange)] = []

  /// - Parameter documents: of the file, itself first.
  init(in documents: [ReadDocument]) {
    guard let file = documents.first else { return }
    let sources = Dictionary(documents.map { ($0.document.id, $0.document.source) }) { first, _ in first }
    all.insert(from: file.document.source.bytes)
    for fact in documents.lazy.flatMap(\.reading.facts) {
      for sourced in fact.attributes.values {
        guard let text = sourced.value?.text, text.utf8.count >= Credentials.least, let range = sourced.range
        else { continue }
        if let source = sources[range.document] {
          inValues.insert(from: text, writtenAs: source.slice(range.range))
        } else {
          elsewhere.append((text, range))
        }
      }
      if fact.subject == .secret, let source = sources[fact.range.document] {
        all.insert(Self.unquoted(source.slice(fact.range.range)))
      }
    }
    all.formUnion(inValues)
  }

  static func unquoted(_ bytes: some Collection<UInt8>) -> Secret? {
    let quotes: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "'")]
    var text = Array(bytes)[...]
    while let first = text.first, quotes.contains(first) { text.removeFirst() }
    while let last = text.last, quotes.contains(last) { text.removeLast() }
    return Secret(text)
  }
}
