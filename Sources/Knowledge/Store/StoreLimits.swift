/// Bounds on the small files of a store.
enum StoreLimits {
  /// Bytes of a manifest. Models of loose tensors list thousands of layers of 200 bytes each.
  static let manifestBytes = 4 << 20
  static let layers = 32_768
  /// Bytes of a configuration.
  static let settingsBytes = 1 << 20
}
