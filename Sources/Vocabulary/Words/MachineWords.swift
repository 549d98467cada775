/// The operating system that a program runs on.
public enum OperatingSystem: String, Word {
  case linux, macos, windows, unknown
}

/// Whose GPU a machine has.
public enum MachineGPU: String, Word {
  case nvidia, amd, intel, apple, noGPU = "none", unknown
}

/// Who made a host's processor.
public enum CPUVendor: String, Word {
  case intel, amd
}

/// Why the CPU that a guest is shown has no AVX.
public enum CPUProblem: String, Word {
  case `default`, model, disabled
}

/// How a container of LXC receives device files.
public enum DeviceStyle: String, Word {
  /// By devN.
  case device
  /// By mounts whose use is allowed.
  case mount
  /// By mounts alone, which the control group denies.
  case mountDenied = "mount-denied"
}

/// What the kernel's command line says of the IOMMU.
public enum IOMMU: String, Word {
  case on, off
  /// Nothing: it depends on the kernel.
  case unset
}

/// What keeps the control groups of containers.
public enum CgroupDriver: String, Word {
  case systemd, cgroupfs
}
