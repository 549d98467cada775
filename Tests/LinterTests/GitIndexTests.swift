import Foundation
import Testing

@testable import Linter

/// The files that git keeps are known in every form of an index that git itself writes.
@Suite struct GitIndexTests {
  private static let files = ["compose.yaml", "home/lab/Modelfile", "home/lab/compose.yaml"]

  /// `git update-index --index-version 4`, git 2.39.
  private static let version4 =
    "RElSQwAAAAQAAAADaw1oPgqsIt5rDWg+Cqwi3gAA/gAA+ASiAACBpAAAAAAAAAAAAAAAAlh75rTD+T+TxInAERu6VZYUeibLAAwAY29tcG9zZS55YW1sAGsNaD4KrCLeaw1oPgqsIt4AAP4AAPglAwAAgaQAAAAAAAAAAAAAAAJYe+a0w/k/k8SJwBEbulWWFHomywASDGhvbWUvbGFiL01vZGVsZmlsZQBrDWg+Cqwi3msNaD4KrCLeAAD+AAD4JQIAAIGkAAAAAAAAAAAAAAACWHvmtMP5P5PEicARG7pVlhR6JssAFQljb21wb3NlLnlhbWwA773vIThNWAnp22izJ1/b39Vetl0="

  /// `git init --object-format=sha256`.
  private static let sha256 =
    "RElSQwAAAAIAAAADaw1oPhaX5ORrDWg+Fpfk5AAA/gAA+EdyAACBpAAAAAAAAAAAAAAAAhT1Fi4v49JA0NN6qrD5Dkr5p8+nljnzurAFtb+0F02fAAxjb21wb3NlLnlhbWwAAGsNaD4Wl+Tkaw1oPhaX5OQAAP4AAPhlHgAAgaQAAAAAAAAAAAAAAAIU9RYuL+PSQNDTeqqw+Q5K+afPp5Y587qwBbW/tBdNnwASaG9tZS9sYWIvTW9kZWxmaWxlAAAAAGsNaD4Wl+Tkaw1oPhaX5OQAAP4AAPhlHQAAgaQAAAAAAAAAAAAAAAIU9RYuL+PSQNDTeqqw+Q5K+afPp5Y587qwBbW/tBdNnwAVaG9tZS9sYWIvY29tcG9zZS55YW1sAJd+a1TIo+O8u/J1t2PE21k6zfdvw0FrjaU/eRNWsC5Y"

  /// `git update-index --split-index`, after which `home/lab/compose.yaml` was removed and `new.yaml` added.
  private static let split =
    "RElSQwAAAAIAAAADaw1oSxQ1jGxrDWhLFDWMbAAA/gAA+GUoAACBpAAAAAAAAAAAAAAAAlh75rTD+T+TxInAERu6VZYUeibLAAAAAGsNaEsUNYxsaw1oSxQ1jGwAAP4AAPik9wAAgaQAAAAAAAAAAAAAAAJYe+a0w/k/k8SJwBEbulWWFHomywAAAABrDWhLGqV/b2sNaEsapX9vAAD+AAD4ZSsAAIGkAAAAAAAAAAAAAAACWHvmtMP5P5PEicARG7pVlhR6JssACG5ldy55YW1sAABsaW5rAAAATBLDQZrwabWrCOIhBwIQa9AnARhCAAAAAwAAAAIAAAACAAAAAAAAAAAAAAAEAAAAAAAAAAIAAAACAAAAAgAAAAAAAAAAAAAAAwAAAABFMZWlnHX/e0MaaX+o+VUbt2onbw=="
  private static let shared =
    "RElSQwAAAAIAAAADaw1oSxQ1jGxrDWhLFDWMbAAA/gAA+GUoAACBpAAAAAAAAAAAAAAAAlh75rTD+T+TxInAERu6VZYUeibLAAxjb21wb3NlLnlhbWwAAAAAAABrDWhLFDWMbGsNaEsUNYxsAAD+AAD4pPcAAIGkAAAAAAAAAAAAAAACWHvmtMP5P5PEicARG7pVlhR6JssAEmhvbWUvbGFiL01vZGVsZmlsZQAAAAAAAAAAaw1oSxQ1jGxrDWhLFDWMbAAA/gAA+KT2AACBpAAAAAAAAAAAAAAAAlh75rTD+T+TxInAERu6VZYUeibLABVob21lL2xhYi9jb21wb3NlLnlhbWwAAAAAABLDQZrwabWrCOIhBwIQa9AnARhC"

  private func write(_ base64: String, _ name: String, in scratch: Scratch) throws {
    let file = URL(fileURLWithPath: scratch.path + "/" + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try #require(Data(base64Encoded: base64)).write(to: file)
  }

  private func kept(in root: String) -> [String] {
    let tracked = TrackedFiles(in: GitFolder(ofRepository: root))
    return (Self.files + ["new.yaml"]).filter(tracked.contains)
  }

  @Test func pathsThatGoOnFromOneAnotherAreRead() throws {
    let scratch = try Scratch()
    try write(Self.version4, ".git/index", in: scratch)
    #expect(kept(in: scratch.path) == Self.files)
  }

  @Test func longerHashesAreRead() throws {
    let scratch = try Scratch()
    try write(Self.sha256, ".git/index", in: scratch)
    try scratch.write(".git/config", "[core]\n\tbare = false\n[extensions]\n\tobjectformat = sha256\n")
    #expect(kept(in: scratch.path) == Self.files)
  }

  @Test func aSplitIndexIsReadWithTheOtherPart() throws {
    let scratch = try Scratch()
    try write(Self.split, ".git/index", in: scratch)
    try write(Self.shared, ".git/sharedindex.12c3419af069b5ab08e2210702106bd027011842", in: scratch)
    #expect(kept(in: scratch.path) == ["compose.yaml", "home/lab/Modelfile", "new.yaml"])
  }

  /// A worktree, whose `.git` is a file with an absolute path, and a submodule, with a relative one.
  @Test(arguments: ["worktrees/tree", "modules/part"]) func aFileLeadsToTheFolder(_ place: String) throws {
    let scratch = try Scratch()
    try write(Self.version4, "main/.git/\(place)/index", in: scratch)
    let isTree = place.hasPrefix("worktrees")
    if isTree { try scratch.write("main/.git/\(place)/commondir", "../..\n") }
    try scratch.write("main/.git/\(isTree ? "" : place + "/")info/exclude", "opencode.json\n")
    try scratch.write("tree/.git", "gitdir: \(isTree ? scratch.path : "..")/main/.git/\(place)\n")
    for name in Self.files + ["home/lab/ollama.env", "opencode.json"] { try scratch.write("tree/" + name, "") }
    try scratch.write("tree/.gitignore", "home\ncompose.yaml\n")
    var discovery = Discovery(root: scratch.path + "/tree", excluded: [], threads: 1)
    discovery.walk()
    #expect(discovery.files.map(\.path) == Self.files)
  }

  @Test func whatIsNoIndexIsPassedOver() throws {
    let whole = try #require(Data(base64Encoded: Self.version4)), split = try #require(Data(base64Encoded: Self.split))
    for bytes in [whole, split] {
      for count in stride(from: 0, to: bytes.count, by: 3) {
        let scratch = try Scratch()
        try write(bytes.prefix(count).base64EncodedString(), ".git/index", in: scratch)
        #expect(kept(in: scratch.path).count <= Self.files.count)
      }
    }
    let scratch = try Scratch()
    try scratch.write(".git", "gitdir: .git\n")
    #expect(kept(in: scratch.path).isEmpty)
  }
}
