import Syntax
import Vocabulary

/// A unit as systemd sees it: its file, and the drop-ins read after it.
struct Unit: Sendable {
  /// One file that says something about the unit.
  struct Layer: Sendable {
    let id: DocumentID
    let file: INIFile
    /// Parts that something else writes before systemd reads the file.
    let holes: [TextRange]

    func at(_ range: TextRange) -> SourceRange { SourceRange(id, range) }

    /// Whether a template, or the host of an embedded text, decides what is in `range`.
    func isComputed(_ range: TextRange) -> Bool {
      holes.contains { $0.overlaps(range) } || file.source.string(range).contains("{{")
    }
  }

  /// A setting, and the layer it was found in.
  struct Found: Sendable {
    let layer: Layer
    let entry: INIFile.Entry

    /// The value's own bytes; the whole entry if it has none.
    var at: SourceRange { layer.at(entry.valueRange.isEmpty ? entry.range : entry.valueRange) }

    /// `nil` where a specifier or a template decides.
    var text: String? {
      layer.isComputed(entry.valueRange) || hasSpecifier ? nil : entry.value
    }

    private var hasSpecifier: Bool {
      entry.value.contains("%") && layer.file.words(of: entry).contains { $0.text == nil }
    }

    var unquoted: Found { Found(layer: layer, entry: entry.unquoted) }

    /// systemd's words for yes and no (`src/basic/parse-util.c`, parse_boolean).
    var flag: Bool? {
      switch text?.lowercased() {
      case "1", "yes", "y", "true", "t", "on": true
      case "0", "no", "n", "false", "f", "off": false
      default: nil
      }
    }
  }

  /// With its ending: `ollama.service`.
  let name: String
  /// In the order that systemd reads them; the last word counts.
  let layers: [Layer]
  /// Whether the first layer is the unit itself; else only drop-ins are here, and the unit is elsewhere.
  let isWhole: Bool
  /// Whether it is the text of a drop-in whose folder names the unit.
  var isNamedDropIn = false

  /// `ollama` of `ollama.service`, `ollama@.service` and `ollama@gpu0.service`.
  var stem: String { String(name.prefix { $0 != "." && $0 != "@" }) }

  /// Every assignment of a key that counts: an empty one takes back those before it.
  func values(_ key: String, in section: String) -> [Found] {
    var found: [Found] = []
    for layer in layers {
      for entry in layer.file.entries(key, in: section) {
        if entry.value.isEmpty { found = [] } else { found.append(Found(layer: layer, entry: entry)) }
      }
    }
    return found
  }

  /// The assignment that decides.
  func value(_ key: String, in section: String) -> Found? { values(key, in: section).last }

  /// Where settings belong: the drop-in read last, which wins and which no update overwrites, else the unit.
  ///
  /// Only a file that is read for its own sake can be edited, so one that does not mention Ollama is skipped.
  var settings: Layer? {
    layers.last { layer in
      layer.file.source.mentionsOllama || SystemdFormat.hint(FileName(path: layer.id.path)) == .certain
    } ?? layers.first
  }
}
