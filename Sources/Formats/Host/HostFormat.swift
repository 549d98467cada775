import Syntax
import Vocabulary

/// What a host boots with, as far as it decides who gets its GPUs: `modprobe.d`, and the kernel's command line in
/// GRUB's settings, in `/etc/kernel/cmdline` and in the entries of other boot loaders.
///
/// Sources: modprobe.d(5), kernel-command-line(7), the kernel's admin-guide/kernel-parameters.
public enum HostFormat: Format {
  public static let name = "host"

  enum Kind: Sendable { case modprobe, grub, commandLine, loaderEntry }

  public static func hint(_ name: FileName) -> NameHint { kind(of: name) == nil ? .no : .possible }

  public static func recognises(_ candidate: Candidate) -> Recognition {
    if kind(of: candidate.path) != nil { return .byName }
    return candidate.path.isEmpty && kind(ofText: SourceText(Array(candidate.head))) != nil ? .byContent : .no
  }

  /// What a file is by its place.
  private static func kind(of path: String) -> Kind? { kind(of: FileName(path: path)) }

  private static func kind(of name: FileName) -> Kind? {
    if lacksEnding(name) { return .modprobe }
    guard name.hasSuffix(".conf", ".cfg", "grub", "cmdline") else { return nil }
    if name.parent == "modprobe.d" || isMisnamed(name.parent), name.hasSuffix(".conf") { return .modprobe }
    if name.lowercased == "grub", name.parent == "default" { return .grub }
    if name.parent == "grub.d", name.hasSuffix(".cfg") { return .grub }
    if name.lowercased == "cmdline", name.parent == "kernel" { return .commandLine }
    if name.parent == "cmdline.d", name.hasSuffix(".conf") { return .commandLine }
    return name.parent == "entries" && name.hasSuffix(".conf") ? .loaderEntry : nil
  }

  /// A file in `modprobe.d` that modprobe skips, as it only reads those that end in `.conf` (modprobe.d(5)).
  static func lacksEnding(_ name: FileName) -> Bool {
    name.parent == "modprobe.d" && !name.lowercased.contains(".") && !name.lowercased.contains("readme")
  }

  /// A folder that was meant to be `modprobe.d`, which is read by its name alone.
  static func isMisnamed(_ folder: Substring) -> Bool {
    folder != "modprobe.d" && folder.hasPrefix("mod")
      && Nearest.match(String(folder), among: ["modprobe.d"]) != nil
  }

  private static let modprobeVerbs: Set<String> = ["options", "softdep", "blacklist", "alias", "install", "remove"]

  /// What a here-document or a code block is, which has no name.
  private static func kind(ofText source: SourceText) -> Kind? {
    let lines = WordLine.lines(of: source).lines
    if lines.contains(where: { $0.words.first?.text.hasPrefix("GRUB_CMDLINE_LINUX") == true }) {
      return .grub
    }
    let isModprobe = lines.allSatisfy { line in line.words.first.map { Self.modprobeVerbs.contains($0.text) } ?? false }
    return isModprobe && lines.contains { $0.words.contains { $0.text == "vfio-pci" } } ? .modprobe : nil
  }

  static func kind(of document: Document) -> Kind? { kind(of: document.id.path, document) }

  private static func kind(of path: String, _ document: Document) -> Kind? {
    document.id.embedding.isEmpty ? kind(of: path) : kind(ofText: document.source)
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    guard let kind = kind(of: document) else { return reading }
    let settings = HostSettings(document.source, kind)
    reading.comments = settings.comments
    let folder = FileName(path: document.id.path).parent
    if document.id.embedding.isEmpty, Self.isMisnamed(folder) {
      if settings.concernsGPUs, WorkspaceWalk.isAboutOllama(workspace) {
        reading.facts = [
          SettingFact.make(
            ["folder"], name: String(folder), kind: "folder", format: "host", problem: .misnamed,
            corrected: "modprobe.d", at: document.at(TextRange(at: 0)))
        ]
      }
      return reading
    }
    let file = FileName(path: document.id.path)
    if document.id.embedding.isEmpty, Self.lacksEnding(file) {
      if settings.concernsGPUs, WorkspaceWalk.isAboutOllama(workspace) {
        reading.facts = [
          SettingFact.make(
            ["ending"], name: file.lowercased, kind: "file", format: "host", problem: .misnamed,
            corrected: file.lowercased + ".conf", at: document.at(TextRange(at: 0)))
        ]
      }
      return reading
    }
    if let fact = settings.fact(document) { reading.facts = [fact] }
    if !document.id.isDocumentation, WorkspaceWalk.isAboutOllama(workspace) {
      reading.facts += settings.mistakes(document)
    }
    return reading
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    guard document.holes.isEmpty, let kind = kind(of: document) else { return nil }
    return HostWriter(commandLine: HostSettings(document.source, kind).commandLine, source: document.source)
  }
}

/// Writes changes into a kernel's command line.
private struct HostWriter: ChangeWriter {
  let commandLine: KernelCommandLine?
  let source: SourceText

  func edits(for change: Change) -> [Edit]? {
    if case .set(.name, .text(let name)) = change.action, change.fact.address.first == "parameter" {
      let old = change.fact.address.last ?? ""
      let words = commandLine?.words.filter { $0.text.prefix { $0 != "=" } == old } ?? []
      return words.isEmpty
        ? nil : words.map { Edit(TextRange($0.range.start, $0.range.start + old.utf8.count), name) }
    }
    guard case .set(.iommu, .text("on")) = change.action else { return nil }
    return commandLine?.switchingOn(in: source)
  }
}
