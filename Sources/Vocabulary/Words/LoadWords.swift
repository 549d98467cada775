/// Where a model has room.
public enum MemoryFit: String, Word {
  case entirely, partly, no
}

/// Why a model does not fit fully on the GPU.
public enum MemoryCause: String, Word {
  case weights, context, parallel, layers
}
