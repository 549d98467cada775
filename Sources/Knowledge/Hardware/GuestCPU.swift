/// The CPU models that QEMU can show a guest, by whether they have AVX.
///
/// Taken from libvirt's `src/cpu_map/x86_*.xml` (9.0.0) and, for newer models and Proxmox's own, from QEMU's
/// `docs/system/cpu-models-x86.rst` and Proxmox's `PVE/QemuServer/CPUConfig.pm`.
public enum GuestCPU {
  /// Whether the model has AVX; `nil` for a model that is not known here.
  ///
  /// Variants count as what they are variants of: `Haswell-noTSX-IBRS`, `EPYC-Rome-v4`.
  public static func hasAVX(_ model: String) -> Bool? {
    let lower = model.lowercased()
    if lower.hasPrefix("x86-64-v") { return generations[String(lower.dropFirst(8).prefix { $0 != "-" })] }
    let family = String(lower.prefix { $0 != "-" })
    if with.contains(family) { return true }
    return without.contains(family) ? false : nil
  }

  /// The levels of the x86-64 ABI; AVX and AVX2 begin at the third.
  private static let generations = ["1": false, "2": false, "3": true, "4": true]
}
