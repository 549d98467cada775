import Syntax
import Vocabulary

/// Keys that OpenCode does not read as they were meant.
struct OpenCodeKeys {
  let reader: OpenCodeReader
  let config: OpenCodeConfig
  let local: [OpenCodeProvider]
  let layers: OpenCodeLayers
  /// Keys of the models of each local provider.
  let models: [String: Set<String>]

  init(_ reader: OpenCodeReader, _ local: [OpenCodeProvider]) {
    self.reader = reader
    config = reader.config
    self.local = local
    models = Dictionary(local.map { ($0.id, Set($0.models.compactMap(\.key.text))) }) { $0.union($1) }
    layers = OpenCodeLayers(around: reader.config.document, in: reader.workspace)
  }

  func facts() -> [Fact] {
    var facts = (config.root.entries ?? []).compactMap {
      misspelt($0, [], among: OpenCodeSchema.top, in: config.root)
    }
    facts += choices()
    for provider in local { facts += self.provider(provider) }
    return facts + substitutions()
  }
}
