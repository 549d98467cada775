/// What a program runs in.
public enum Topology: String, Word {
  case native, container, vm, lxc, pod
  /// An image, which runs nowhere yet.
  case image
}

/// The container engine of a command line.
public enum ContainerEngine: String, Word {
  case docker, podman
}

/// Which GPUs a container receives.
public enum GPUAccess: String, Word {
  case noGPU = "none", all
  /// Named devices, or a number of them.
  case someGPUs = "some"
  /// It depends on what the files do not say.
  case unknown
}

/// Whose GPU a container receives.
public enum PassedGPU: String, Word {
  case nvidia, amd, intel
  /// /dev/dri, which AMD and Intel share.
  case dri
  /// By the container device interface or in another way that names nobody.
  case any
}

/// Whose GPU an image has the libraries for.
public enum ImageGPU: String, Word {
  case nvidia, amd
}

/// Who can reach a port besides its own machine.
public enum Exposure: String, Word {
  case no, lan, `public`, unknown
}

/// Where newer images come from by themselves, as Podman has it, or when.
public enum AutoUpdate: String, Word {
  case registry, local
  /// At a start: of every container, or of the first one in a day or a week (compose-spec, pull_policy).
  case always, daily, weekly
  /// At every start of a pod whose tag moves, as nothing says otherwise.
  case implied
}
