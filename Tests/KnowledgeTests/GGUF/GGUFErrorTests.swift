import Testing

@testable import Knowledge

@Suite struct GGUFErrorTests {
  /// Why `bytes` are refused; records an issue if they are not.
  private func error(_ bytes: [UInt8]) -> GGUFError? {
    do throws(GGUFError) {
      _ = try SampleModel.read(bytes)
      Issue.record("it was read")
      return nil
    } catch {
      return error
    }
  }

  /// A file made by hand after a header with these counts.
  private func error(
    tensors: UInt64 = 0, entries: UInt64 = 0, version: UInt32 = 3, _ write: (inout GGUFWriter) -> Void
  ) -> GGUFError? {
    var writer = GGUFWriter(version: version)
    writer.header(tensors: tensors, entries: entries)
    write(&writer)
    return error(writer.bytes)
  }

  @Test func aDownloadThatStoppedIsSaidToBeCutOff() throws {
    let whole = SampleModel.bytes()
    let start = try SampleModel.read(whole).dataOffset
    let found = try #require(error(Array(whole.prefix(start + 800))))
    #expect(found.kind == .cutOff)
    #expect(
      found.reason
        == "is cut off: tensor \"blk.0.attn_q.weight\" ends at 2436 bytes, the file at 2432 bytes", "\(found)"
    )
  }

  @Test func everyPrefixOfAFileIsRefused() throws {
    for version in [UInt32(1), 3] {
      let whole = SampleModel.bytes(version: version)
      let file = try SampleModel.read(whole)
      let last = try #require(file.tensors.last)
      for length in 0..<last.offset + last.byteCount {
        let found = error(Array(whole.prefix(length)))
        #expect((found?.offset ?? 0) <= length, "\(length)")
      }
    }
  }

  @Test func whatIsNoGGUFIsSaidToBeNone() {
    #expect(error([])?.kind == .notGGUF)
    #expect(error(Array("PK\u{3}\u{4} and more".utf8))?.kind == .notGGUF)
    #expect(error(Array("GGUF".utf8))?.kind == .cutOff)
  }

  @Test(arguments: [UInt32(0), 4, 99, 0xFFFF_FFFF])
  func aVersionThatIsNotKnownIsNotGuessedAt(_ version: UInt32) {
    #expect(error(version: version) { _ in }?.kind == .unsupported)
  }

  @Test(arguments: [UInt64(1), 1 << 20, 1 << 40, 1 << 63, .max])
  func countsAreNotBelieved(_ count: UInt64) {
    #expect(error(tensors: count) { _ in }?.kind == .cutOff)
    #expect(error(entries: count) { _ in }?.kind == .cutOff)
    #expect(error(tensors: count, entries: count, version: 1) { $0.integer(UInt64(0)) }?.kind == .cutOff)
    for type in [UInt32(0), 4, 8, 9, 10] {
      let found = error(entries: 1) {
        $0.string("key")
        $0.integer(UInt32(9))
        $0.integer(type)
        $0.integer(count)
      }
      #expect(found?.kind == .cutOff && found?.reason.contains("\"key\" announces") == true)
    }
  }

  @Test(arguments: [UInt64(9), 1 << 16, 1 << 32, 1 << 62, 1 << 63, .max])
  func lengthsAreNotBelieved(_ length: UInt64) {
    for version in [UInt32(1), 3] {
      let asKey = error(entries: 1, version: version) {
        $0.integer(length)
        $0.integer(UInt64(0))
      }
      #expect(asKey != nil)
      let asValue = error(entries: 1, version: version) {
        $0.string("key")
        $0.integer(UInt32(8))
        $0.integer(length)
      }
      #expect(asValue != nil)
      let asItem = error(entries: 1, version: version) {
        $0.string("key")
        $0.integer(UInt32(9))
        $0.integer(UInt32(8))
        $0.integer(UInt64(1))
        $0.integer(length)
      }
      #expect(asItem != nil)
      let asTensor = error(tensors: 1, version: version) {
        $0.integer(length)
        $0.integer(UInt64(0))
      }
      #expect(asTensor != nil)
    }
  }

  @Test func arraysAreFollowedOnlySoDeep() throws {
    for depth in 1...4 {
      #expect(try SampleModel.read(GGUFWriter.file([("a", .nested(depth))])).metadata["a"] != nil)
    }
    #expect(error(GGUFWriter.file([("a", .nested(5))]))?.kind == .malformed)
    #expect(error(GGUFWriter.file([("a", .nested(100_000))]))?.kind == .malformed)
  }

  @Test func aTypeOfValueThatDoesNotExistIsRefused() {
    let found = error(entries: 1) {
      $0.string("key")
      $0.integer(UInt32(13))
      $0.integer(UInt64(0))
    }
    #expect(found?.reason == "is damaged: the value of \"key\" is of type 13, which does not exist")
    #expect(found?.offset == 35)
  }

  @Test func namesStandOnce() {
    #expect(
      error(GGUFWriter.file([("a", .uint8(1)), ("a", .uint8(2))]))?.reason
        == "is damaged: it has the key \"a\" twice")
    let tensor = GGUFWriter.Tensor(name: "t", dimensions: [1], byteCount: 4)
    #expect(
      error(GGUFWriter.file([], [tensor, tensor]))?.reason == "is damaged: it has the tensor \"t\" twice")
  }

  @Test(
    arguments: [
      [], [0], [32, 0], [UInt64.max], [1 << 63], [1 << 40, 1 << 40], [1 << 62, 2], [1, 1, 1, 1, 1],
    ] as [[UInt64]])
  func impossibleDimensionsAreRefused(_ dimensions: [UInt64]) {
    let found = error(tensors: 1) {
      $0.tensor("t", dimensions, 0, offset: 0)
      $0.pad(to: 32)
    }
    #expect(found?.kind == .malformed && found?.reason.contains("tensor \"t\"") == true)
  }

  @Test func aRowIsWholeBlocks() {
    let found = error(
      GGUFWriter.file([], [.init(name: "t", dimensions: [100, 32], type: 12, byteCount: 2048)]))
    #expect(
      found?.reason == "is damaged: tensor \"t\" has rows of 100 numbers, and Q4_K comes in blocks of 256")
  }

  @Test(arguments: [UInt32(4), 5, 31, 36, 38, 42, .max])
  func aTypeOfTensorThatIsNotKnownIsNotGuessedAt(_ type: UInt32) {
    let found = error(GGUFWriter.file([], [.init(name: "t", dimensions: [256], type: type, byteCount: 2048)]))
    #expect(found?.kind == .unsupported)
  }

  @Test(arguments: [
    (UInt64(64), GGUFError.Kind.cutOff), (1 << 40, .cutOff), (1 << 60, .malformed), (.max, .malformed),
  ])
  func aTensorLiesWithinTheFile(_ offset: UInt64, _ kind: GGUFError.Kind) {
    let found = error(tensors: 1) {
      $0.tensor("t", [8], 0, offset: offset)
      $0.pad(to: 32)
      $0.integer(UInt64(0))
    }
    #expect(found?.kind == kind, "\(String(describing: found))")
  }

  @Test func tensorsDoNotOverlap() {
    let found = error(tensors: 2) {
      $0.tensor("t", [8], 0, offset: 0)
      $0.tensor("u", [8], 0, offset: 0)
      $0.pad(to: 32)
      for _ in 0..<4 { $0.integer(UInt64(0)) }
    }
    #expect(found?.reason == "is damaged: tensor \"u\" overlaps another")
  }

  @Test(arguments: [
    GGUFWriter.Value.uint32(0), .uint32(24), .uint32(.max), .uint64(.max), .string("32"), .int32(-32),
  ])
  func anAlignmentIsAPowerOfTwo(_ value: GGUFWriter.Value) {
    #expect(error(GGUFWriter.file([("general.alignment", value)]))?.kind == .malformed)
  }

  @Test func oldStringsEndInAZero() {
    let found = error(entries: 1, version: 1) {
      $0.integer(UInt64(3))
      for letter in "key".utf8 { $0.integer(letter) }
      $0.integer(UInt32(0))
      $0.integer(UInt64(0))
    }
    #expect(found?.kind == .malformed)
  }

  @Test func aNameCannotWriteToTheTerminal() {
    let found = error(
      GGUFWriter.file(
        [("\u{1B}[2J\"\n" + String(repeating: "x", count: 500), .uint8(1))] + [
          ("\u{1B}[2J\"\n" + String(repeating: "x", count: 500), .uint8(1))
        ]))
    #expect(found?.reason.unicodeScalars.allSatisfy { $0.value >= 32 } == true)
    #expect(found.map { $0.reason.count < 200 } == true)
  }

  @Test func aHeaderWithoutEndIsNotReadToItsEnd() {
    // Says that it has all there is: zeros, which are empty keys of type 0.
    let endless = ByteSource(byteCount: 1 << 50) { offset, count in
      var bytes = [UInt8](repeating: 0, count: count)
      if offset == 0 {
        var writer = GGUFWriter()
        writer.header(tensors: 0, entries: 1)
        writer.string("key")
        writer.integer(UInt32(9))
        writer.integer(UInt32(8))
        writer.integer(UInt64(1 << 28))
        bytes.replaceSubrange(0..<writer.bytes.count, with: writer.bytes)
      }
      return bytes
    }
    #expect(throws: GGUFError.self) { try GGUFFile(endless) }
  }

  @Test func aFileThatShrinksOrFailsIsReported() {
    let whole = SampleModel.bytes()
    let shrinking = ByteSource(byteCount: whole.count) { offset, count in
      Array(whole.prefix(1000).dropFirst(offset).prefix(count))
    }
    #expect(throws: GGUFError.self) { try GGUFFile(shrinking) }
    let failing = ByteSource(byteCount: whole.count) { _, _ throws(ByteSource.Failure) in
      throw ByteSource.Failure(kind: .other, reason: "input/output error")
    }
    #expect(throws: GGUFError(.unreadable, at: 0, "cannot be read: input/output error")) {
      try GGUFFile(failing)
    }
    #expect(throws: GGUFError(.unreadable, at: nil, "cannot be read: no such file or directory")) {
      try GGUFFile(path: "/nowhere/at/all")
    }
    #expect(throws: GGUFError(.unreadable, at: nil, "cannot be read: is not a regular file")) {
      try GGUFFile(path: "/")
    }
  }
}
