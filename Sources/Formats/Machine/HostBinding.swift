import Syntax

/// Files here that take devices from the host's own drivers before a machine starts.
///
/// They lie in as many places as there are ways to do it: `modprobe.d/vfio.conf`, the kernel's command line,
/// libvirt's hooks, start scripts.
struct HostBinding: Sendable, Equatable {
  /// The path of the file, from the root.
  let path: String
  /// How many kinds of device it names (`ids=10de:2484,10de:228b`): 0 where it names none.
  let devices: Int

  /// The first that is found in a repository.
  static func find(in workspace: any Workspace) -> HostBinding? {
    WorkspaceWalk.gathered("which file binds devices", in: workspace, among: isWorthReading) { path, source in
      read(source, path).map { [$0] } ?? []
    }.first
  }

  private static func isWorthReading(_ name: FileName) -> Bool {
    if name.hasSuffix(".sh", ".conf", ".md", ".nix", ".yml", ".yaml", ".service") { return true }
    return ["grub", "cmdline", "modules", "qemu", "makefile"].contains(name.lowercased)
      || name.path.contains("hooks/") || name.lowercased.contains("vfio")
  }

  private static let words = ["vfio-pci", "vfio_pci", "nodedev-detach", "driverctl", "pciback", "new_id"].map(
    FoldedNeedle.init)

  private static func read(_ source: SourceText, _ path: String) -> HostBinding? {
    guard words.contains(where: { $0.occurs(in: source.bytes) }) else { return nil }
    let ids = source.string(source.range).split { !($0.isLetter || $0.isNumber || $0 == ":") }.filter {
      word in
      word.count == 9 && word.dropFirst(4).first == ":"
        && word.allSatisfy { $0 == ":" || $0.isHexDigit }
    }
    return HostBinding(path: path, devices: Set(ids).count)
  }
}
