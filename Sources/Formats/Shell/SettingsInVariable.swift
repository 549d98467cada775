import Syntax

/// A program's whole settings as the value of a variable: `OPENCODE_CONFIG_CONTENT='{ "provider": ... }'`.
///
/// Sources: anomalyco/opencode `packages/opencode/src/config/config.ts`, OPENCODE_CONFIG_CONTENT; Kilo-Org/kilocode, which is
/// made from it, KILO_CONFIG_CONTENT, 2026.
struct SettingsInVariable {
  let script: ShellScript
  let document: Document

  /// What is in single quotes, where nothing is replaced before the program sees it.
  var texts: [EmbeddedText] {
    script.commands.flatMap(\.assignments).compactMap { assignment in
      let range = assignment.value.range
      guard let name = Self.names[assignment.name], range.length > 2 else { return nil }
      let inner = TextRange(range.start + 1, range.end - 1)
      let bytes = document.source.slice(inner)
      guard document.source.byte(at: range.start) == 0x27, document.source.byte(at: range.end - 1) == 0x27,
        !bytes.contains(0x27)
      else { return nil }
      return EmbeddedText(
        source: SourceText(Array(bytes)),
        map: OffsetMap(
          segments: [
            .init(inner: 0, length: inner.length, host: inner.start, hostLength: inner.length)
          ], encoding: .verbatim), name: Path.join(document.directory, name))
    }
  }
}
