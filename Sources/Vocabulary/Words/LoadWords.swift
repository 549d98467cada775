/// Where a model has room.
public enum MemoryFit: String, Word {
  case entirely, partly, no
}
