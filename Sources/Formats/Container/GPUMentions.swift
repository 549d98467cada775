import Syntax
import Vocabulary

/// What the comments of a document, and the README next to it, say of the GPU that its servers have or lack.
///
/// People write "no GPU in this box" into the head of a file or into its README far more often than next to the service.
public enum GPUMentions {
  /// Prose of more than this is not looked at.
  private static let limit = Readme.limit

  /// Adds what is said to each server without a GPU.
  public static func apply(
    to facts: inout [Fact], of document: Document, comments: [TextRange], in workspace: any Workspace
  ) {
    let silent = facts.indices.filter {
      facts[$0].subject == .server && facts[$0][.gpu] == .noGPU && !facts[$0].has(.gpuIntended)
    }
    let limited = facts.indices.filter {
      facts[$0].subject == .server && facts[$0][.gpu] == .noGPU && facts[$0].has(.cpuLimit)
    }
    guard !silent.isEmpty || !limited.isEmpty else { return }
    let isPod = (silent + limited).allSatisfy { facts[$0][.topology] == .pod }
    let said =
      inComments(comments, of: document, isPod: isPod) + around(document, in: workspace)
    if let vendor = GPUVendorMentions.only(comments, of: document, in: workspace) {
      for index in silent { facts[index].infer(.gpuSpoken, .text(vendor)) }
    }
    let readme = document.id.isDocumentation ? nil : readme(beside: document.id.path, in: workspace)
    let machine =
      document.id.isDocumentation
      ? [] : machine(beside: document.id.path, isAbove: false, isPod: isPod, in: workspace)
    let own =
      said + machine + (readme ?? [])
      + (document.id.isDocumentation ? [] : above(document.id.path, isPod: isPod, in: workspace))
      + (isPod && !document.id.isDocumentation ? nodes(of: workspace) : [])
    let mentions = own.isEmpty && !document.id.isDocumentation ? beside(document.id.path, in: workspace) : own
    if let processors = mentions.lazy.compactMap(\.processors).first {
      for index in limited { facts[index].infer(.hostProcessors, .integer(processors)) }
    }
    let isOfTest = !document.id.isDocumentation && RestartMentions.isOfTest(document.id.path)
    let absence =
      mentions.first { $0.vendor == nil }
      ?? (isOfTest && !mentions.contains { $0.vendor != nil }
        ? Mention(vendor: nil, reason: Reason("the file is for a test run")) : nil)
    let presence = mentions.first { $0.vendor != nil }
    for index in silent {
      if let absence {
        facts[index].infer(.gpuIntended, .text(absence.reason.message), because: [absence.reason])
      } else if let presence, let vendor = presence.vendor, !facts[index].has(.gpuExpected) {
        facts[index].infer(.gpuExpected, .text(vendor), because: [presence.reason])
      }
    }
  }

  /// What the file's own path, the heading that it is below and an app store's file next to it tell of the machine.
  private static func around(_ document: Document, in workspace: any Workspace) -> [Mention] {
    let heading = document.heading.flatMap { HostHardware.named(in: $0.lowercased()) }
    let path = HostHardware.named(by: document.id.path)
    let isRetired = !document.id.isDocumentation && Path.isRetired(document.id.path)
    let reasons = [
      isRetired ? Reason("its path marks it as no longer in use") : nil,
      heading.map { HostHardware.reason("the heading above it", $0, at: nil) },
      path.map { HostHardware.reason("its path", $0, at: nil) },
      document.id.isDocumentation ? nil : HostHardware.appStore(of: document.id.path, in: workspace),
    ]
    return reasons.compactMap { $0.map { Mention(vendor: nil, reason: $0) } }
  }

  /// A comment of a Compose file in a folder next to this one, which starts Ollama without a GPU: for the same machine, unless
  /// another file has a GPU.
  private static func beside(_ path: String, in workspace: any Workspace) -> [Mention] {
    let found = WorkspaceWalk.gathered(
      "Compose files with and without a GPU", in: workspace, among: { ComposeFormat.isComposeName($0.lowercased) }, upTo: 1 << 16
    ) { path, source -> [Mention] in
      guard source.bytes[...].contains(bytesOf: "ollama/ollama") else { return [] }
      var found: [Mention] = []
      var start = 0
      for line in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        defer { start += line.count + 1 }
        let at = SourceRange(DocumentID(path), TextRange(start, start + line.count))
        guard line.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "#") else {
          guard ["nvidia", "gpus:", "/dev/kfd"].contains(where: line.contains(bytesOf:)) else { continue }
          return [Mention(vendor: "any", reason: Reason("another file has a GPU", at: at))]
        }
        let text = String(decoding: line, as: UTF8.self).lowercased()
        guard text.contains("cpu"), text.contains("no gpu") else { continue }
        found.append(Mention(vendor: nil, reason: Reason("a comment says that there is no GPU", at: at)))
      }
      return found
    }
    guard found.allSatisfy({ $0.vendor == nil }) else { return [] }
    let folder = Path.directory(of: Path.directory(of: path))
    return found.filter { mention in
      mention.reason.at.map { Path.directory(of: Path.directory(of: $0.document.path)) == folder } ?? false
    }
  }

  /// The machines that the repository's Terraform uses as nodes, if no machine has a GPU.
  private static func nodes(of workspace: any Workspace) -> [Mention] {
    CloudInstance.ofNodes(in: workspace).map { machine, place in
      [
        Mention(
          vendor: nil, reason: HostHardware.reason("Terraform", machine, at: place),
          processors: machine.processors)
      ]
    } ?? []
  }

  /// A sentence about a GPU: of one that is there, or of none.
  private struct Mention: Sendable, Equatable {
    /// `nil` where it says that there is none, or that none is needed.
    let vendor: String?
    let reason: Reason
    /// How many the machine has that it names.
    var processors: Int?
  }

  private static func inComments(_ comments: [TextRange], of document: Document, isPod: Bool) -> [Mention] {
    var left = limit
    var found: [Mention] = []
    for comment in comments {
      left -= comment.length
      guard left > 0 else { break }
      // What is commented out is not a sentence, and the reason of a suppression is for the finding.
      let text = document.source.string(comment).lowercased()
      guard !text.contains("ollama-lint:") else { continue }
      let message =
        saysNone(text)
        ? "a comment says that there is no GPU"
        : isRequest(text)
          ? "a request for a GPU is commented out"
          : isAboutThreads(text) ? "a comment mentions the CPU's threads" : nil
      let machine = HostHardware.named(in: text, isPod: isPod)
      if let reason = message.map({ Reason($0, at: document.at(comment)) })
        ?? machine.map({ HostHardware.reason("a comment", $0, at: document.at(comment)) })
      {
        found.append(Mention(vendor: nil, reason: reason, processors: machine?.processors))
      }
    }
    return found
  }

  /// Whether a comment tells how many threads compute a model, which nobody counts for a GPU.
  private static func isAboutThreads(_ text: String) -> Bool {
    ["thread pool", "num_thread", "llama_arg_threads"].contains { text.contains($0) }
  }

  /// Whether a comment is a line that would request a GPU.
  private static func isRequest(_ text: String) -> Bool {
    ["nvidia.com/gpu", "amd.com/gpu", "--gpus", "driver: nvidia"].contains { text.contains($0) }
  }

  /// What READMEs of the folders above say against a GPU; what they say for one may be about other machines. A folder
  /// with a configuration of its own is a deployment of its own.
  private static func above(_ path: String, isPod: Bool, in workspace: any Workspace) -> [Mention] {
    var directory = Path.directory(of: path)
    var found: [Mention] = []
    for _ in 0..<6 where !directory.isEmpty {
      guard workspace.kind(at: directory + "/.ollama-lint.yaml") != .file else { break }
      directory = Path.directory(of: directory)
      let file = directory.isEmpty ? "README.md" : directory + "/README.md"
      found += readme(beside: file, in: workspace).filter { $0.vendor == nil }
      found += machine(beside: file, isAbove: true, isPod: isPod, in: workspace)
    }
    return found
  }

  /// The machine that a README is about.
  ///
  /// - Parameter isAbove: whether it may be about other deployments, too: only what it begins with counts.
  private static func machine(
    beside path: String, isAbove: Bool, isPod: Bool, in workspace: any Workspace
  ) -> [Mention] {
    let directory = Path.directory(of: path)
    return workspace.remembered(
      "the machine of \(isPod ? "pods " : "")\(isAbove ? "below " : "")" + directory
    ) {
      workspace in
      guard let readme = Readme.text(in: directory, of: workspace),
        let found = HostHardware.named(in: readme, within: isAbove ? 20 : .max, isPod: isPod)
      else { return [] }
      return [Mention(vendor: nil, reason: found.reason, processors: found.machine.processors)]
    }
  }

  private static func readme(beside path: String, in workspace: any Workspace) -> [Mention] {
    let directory = Path.directory(of: path)
    return workspace.remembered("gpu mentions in " + directory) { workspace in
      guard let (document, source) = Readme.text(in: directory, of: workspace) else { return [] }
      var found: [Mention] = []
      var start = 0
      // What a program prints, or a file holds, is not a sentence of the README.
      var isCode = false
      // What a section of this name tells is left to the reader.
      var isChoice = false
      let whole = String(decoding: source.bytes, as: UTF8.self)
      // The GPU may be that of another server, on a machine of its own.
      let isShared = ["vllm", "sglang", "text-generation-inference"].contains { whole.lowercased().contains($0) }
      for line in whole.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        let at = SourceRange(document, TextRange(start, start + line.count))
        start += line.count + 1
        let text = String(Substring(line)).lowercased()
        if text.hasPrefix("```") || text.hasPrefix("~~~") { isCode.toggle() }
        guard !isCode else { continue }
        if text.hasPrefix("#") { isChoice = choice.contains { text.contains($0) } }
        if saysNone(text) {
          found.append(Mention(vendor: nil, reason: Reason("the README says that no GPU is needed", at: at)))
        } else if !isChoice, !isShared, let vendor = vendor(in: text) {
          found.append(Mention(vendor: vendor, reason: Reason("the README mentions its GPU", at: at)))
        }
      }
      return found
    }
  }

  /// Whether a line says, in lower case, that there is no GPU or that it may be missing.
  private static func saysNone(_ text: String) -> Bool {
    guard text.contains("pu") else { return false }
    return none.contains { text.contains($0) }
  }

  private static let vendors = [
    ("nvidia", "nvidia"), ("cuda", "nvidia"), ("geforce", "nvidia"), ("rtx ", "nvidia"), ("rocm", "amd"),
    ("radeon", "amd"),
  ]

  private static func vendor(in text: String) -> String? {
    guard let (word, vendor) = vendors.first(where: { text.contains($0.0) }),
      !choice.contains(where: { text.contains($0) })
    else { return nil }
    // The name alone may be that of a provider of models.
    return word == "nvidia" && !hardware.contains(where: { text.contains($0) }) ? nil : vendor
  }
}
