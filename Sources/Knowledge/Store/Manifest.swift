import Syntax

/// A model's manifest: which blobs it is made of (Ollama `manifest/manifest.go`, 2026-08).
struct Manifest {
  /// The blob that says what the model is (Ollama `types/model/config.go`, ConfigV2, 2026-08); early models have none.
  let configuration: BlobDigest?
  let layers: [StoredLayer]

  init(path: String, blobs: String) throws(StoreError) {
    let object = try StoreObject(path: path, limit: StoreLimits.manifestBytes)
    func damaged(_ reason: String) -> StoreError { StoreError(path: path, reason: "is damaged: " + reason) }
    configuration = try object.nodes["config"].flatMap(StoreObject.init)?.digest(damaged)
    guard let items = object.nodes["layers"]?.items else { throw damaged("it lists no layers") }
    guard items.count <= StoreLimits.layers else {
      throw damaged("it lists more than \(StoreLimits.layers) layers")
    }
    var layers: [StoredLayer] = []
    var bytesInAll = 0
    for item in items {
      guard let fields = StoreObject(item), let digest = try fields.digest(damaged),
        let bytes = fields.integer("size"), bytes >= 0, bytes <= GGUFLimits.fileBytes
      else { throw damaged("a layer has no digest or no size") }
      bytesInAll += bytes
      guard bytesInAll <= GGUFLimits.fileBytes else { throw damaged("its layers have an impossible size") }
      layers.append(
        StoredLayer(
          kind: .init(mediaType: fields.string("mediaType") ?? ""), byteCount: bytes, path: blobs + "/" + digest.fileName))
    }
    self.layers = layers
  }
}

extension StoreObject {
  /// `nil` if there is none.
  fileprivate func digest(_ damaged: (String) -> StoreError) throws(StoreError) -> BlobDigest? {
    guard let text = string("digest") else { return nil }
    guard let digest = BlobDigest(text) else {
      throw damaged("\(GGUFError.quoted(text)) is not a blob digest")
    }
    return digest
  }
}
