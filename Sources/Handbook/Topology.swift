/// A place to run a server in, with what it costs.
///
/// Costs are measurements that others published, named in `sources`; `nil` as a figure where nobody measured it.
public struct Topology: Sendable {
  public let name: String
  public let aliases: [String]
  /// As people write it: `KVM with libvirt`.
  public let title: String
  /// For a menu: what it is and costs, in at most 60 columns.
  public let line: String
  public let summary: String
  public let cost: String
  public let isolation: String
  public let complexity: String
  public let gpu: String
  /// What must be set, each with the text to type or write.
  public let needs: [String]
  public let suits: String
  /// Rules that watch it.
  public let rules: [String]
  public let sources: [String]
  /// What `init --topology` calls it; `nil` where it writes none of it.
  public let generated: String?

  /// By its name, or a word for it.
  public static func named(_ word: String) -> Topology? {
    all.first { $0.name == word } ?? all.first { $0.aliases.contains(word) }
  }

  /// The one that `init --topology` calls so.
  public static func generated(_ name: String) -> Topology? { all.first { $0.generated == name } }

  private static let passthrough =
    "Walters et al., GPU Passthrough Performance, IEEE CLOUD 2014: KVM reaches 98-100% of the bare host, LXC all of it. https://doi.org/10.1109/CLOUD.2014.90"
  private static let containers =
    "Xu, Shi, Chu, Performance Evaluation of Deep Learning Tools in Docker Containers, 2017: no noticeable loss for GPU work. https://arxiv.org/abs/1711.03386"
  private static let felter =
    "Felter et al., An Updated Performance Comparison of Virtual Machines and Linux Containers, IBM RC25482, 2014. https://doi.org/10.1109/ISPASS.2015.7095802"
  private static let mac =
    "Red Hat Developer, Reach native speed with macOS llama.cpp container inference, September 2025: through Vulkan 75-80% of native, without it about 40 times slower. https://developers.redhat.com/articles/2025/09/18/reach-native-speed-macos-llamacpp-container-inference"
  private static let ollamaDocker = "https://docs.ollama.com/docker"

  public static let all: [Topology] = [
    Topology(
      name: "native", aliases: ["host", "bare-metal", "systemd"], title: "Native",
      line: "service on this machine; no overhead, simplest",
      summary:
        "Ollama runs as a service of the system it is installed on: systemd on Linux, the app on macOS and Windows.",
      cost: "None: the reference for the others.",
      isolation: "Little: a separate user (`ollama`) on Linux; the server sees the whole GPU.",
      complexity: "Lowest: one installer, one unit file.",
      gpu:
        "Detected automatically with the vendor's driver; on a Mac, native is the only way to use the GPU.",
      needs: [
        "Set variables in the service, not in a shell: `systemctl edit ollama`, then `Environment=\"OLLAMA_CONTEXT_LENGTH=65536\"` below [Service].",
        "`OLLAMA_HOST=0.0.0.0` only where other machines need the server: it has no password.",
        "macOS: `launchctl setenv NAME VALUE`, then restart the app.",
      ],
      suits: "One machine for one person; every Mac.",
      rules: [
        "server/variable-not-in-service", "server/unit-edited-in-place", "server/models-dir-unwritable",
        "server/not-started-at-boot", "network/exposed",
      ], sources: ["https://docs.ollama.com/linux", "https://docs.ollama.com/faq"], generated: "native"),
    Topology(
      name: "docker", aliases: ["compose", "docker-compose", "container", "docker-run"],
      title: "Docker on Linux",
      line: "Compose file; 1-2% slower, easy to move and pin",
      summary: "Ollama runs in a container of the host's kernel, started by Compose or `docker run`.",
      cost:
        "1-2% of throughput; a container shares the host's kernel and driver. The first answer after a start is as slow as natively.",
      isolation: "Medium: own files and network; kernel and GPU driver are the host's.",
      complexity: "Low: one file, plus the NVIDIA Container Toolkit for NVIDIA GPUs.",
      gpu: "Only if it is requested. Without a reservation Ollama runs on the CPU and only logs it.",
      needs: [
        "NVIDIA: the NVIDIA Container Toolkit on the host, and `deploy.resources.reservations.devices` (or `--gpus all`).",
        "AMD: the `-rocm` image with the devices /dev/kfd and /dev/dri.",
        "A volume on /root/.ollama, or the models are downloaded again with every new container.",
        "Clients in other containers reach it by its service name (`http://ollama:11434`), never by localhost.",
        "Publish the port as `127.0.0.1:11434:11434` unless other machines need it.",
      ],
      suits: "Most Linux machines: the setup is one file that can be pinned, moved and reviewed.",
      rules: [
        "gpu/not-passed-through", "gpu/invalid-reservation", "gpu/wrong-vendor", "gpu/lost-after-reload",
        "network/localhost-inside-container", "network/exposed", "memory/container-limit-too-low",
        "storage/models-not-persisted", "server/unpinned-image",
      ], sources: [containers, felter, ollamaDocker], generated: "docker"),
    Topology(
      name: "podman", aliases: ["quadlet"], title: "Podman",
      line: "Quadlet, rootless; 1-2% slower, starts with systemd",
      summary:
        "Ollama runs in a container that systemd starts from a Quadlet (`*.container`), usually without root.",
      cost: "1-2% of throughput, as with Docker: the kernel mechanisms are the same.",
      isolation: "Medium to good: own files and network, no daemon, no root.",
      complexity: "Medium: CDI for NVIDIA GPUs, user units that stop at logout unless lingering is on.",
      gpu: "`AddDevice=nvidia.com/gpu=all` (NVIDIA, through CDI), or /dev/kfd and /dev/dri (AMD).",
      needs: [
        "NVIDIA: `sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml`, and again after driver updates.",
        "SELinux: `SecurityLabelDisable=true`, or the devices stay invisible.",
        "`loginctl enable-linger $USER`, or the server stops when you log out.",
      ],
      suits: "Fedora and other systems without Docker; servers that should not run as root.",
      rules: [
        "gpu/not-passed-through", "server/unknown-quadlet-key", "gpu/group-not-in-image", "network/exposed",
      ],
      sources: [felter, "https://docs.podman.io/en/latest/markdown/podman-systemd.unit.5.html"],
      generated: "podman"),
    Topology(
      name: "kubernetes", aliases: ["k8s", "k3s", "helm", "pod"], title: "Kubernetes",
      line: "deployment and service; 1-2% slower, for clusters",
      summary: "Ollama runs in a pod, from manifests or the Helm chart.",
      cost:
        "1-2% of throughput, as in any container; scheduler, network layer and device plugin add setup work, not run-time overhead.",
      isolation: "Medium: a container, with network policies where they are written.",
      complexity: "High: device plugin, runtime class, volume claims.",
      gpu: "`resources.limits: { nvidia.com/gpu: 1 }`, or amd.com/gpu; needs the vendor's device plugin.",
      needs: [
        "The vendor's device plugin on the node, often `runtimeClassName: nvidia`.",
        "A volume claim at /root/.ollama.", "Values of variables in quotes: a number is refused.",
      ],
      suits: "Machines that are part of a cluster already.",
      rules: [
        "gpu/not-passed-through", "server/variable-not-text", "network/server-on-loopback-only",
        "memory/container-limit-too-low",
      ],
      sources: [
        containers, "https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/",
        "https://github.com/otwld/ollama-helm",
      ],
      generated: "kubernetes"),
    Topology(
      name: "lxc", aliases: ["lxc-proxmox", "proxmox-lxc", "pct"], title: "LXC on Proxmox",
      line: "Proxmox container; under 1% slower, GPU stays shared",
      summary: "Ollama runs as a service in a system container, with the GPU's device files passed to it.",
      cost: "Under 1%: LXC matched the bare host in measurements.",
      isolation:
        "Medium: own system and users, the host's kernel and driver. The GPU can serve several containers.",
      complexity: "Medium: device files by hand, and the same driver version inside as outside.",
      gpu: "Device files: /dev/nvidia0, nvidiactl and nvidia-uvm (NVIDIA), /dev/kfd and /dev/dri (AMD).",
      needs: [
        "`dev0: /dev/nvidia0`, `dev1: /dev/nvidiactl`, `dev2: /dev/nvidia-uvm` in /etc/pve/lxc/NUMBER.conf (Proxmox 8.1). Without nvidia-uvm, nvidia-smi works and CUDA does not.",
        "The driver's user-space part in the container, in exactly the host's version, installed with --no-kernel-module.",
      ],
      suits: "A Proxmox host whose GPU several containers use.",
      rules: ["gpu/missing-uvm-device", "gpu/cgroup-v1-key", "vm/id-map", "memory/container-limit-too-low"],
      sources: [passthrough, "https://pve.proxmox.com/pve-docs/pct.1.html"], generated: "lxc-proxmox"),
    Topology(
      name: "incus", aliases: ["lxc-incus", "lxd"], title: "Incus",
      line: "Incus container; under 1% slower, GPU by profile",
      summary: "Ollama runs as a service in an Incus (or LXD) container, with the GPU from a profile.",
      cost: "Under 1%: LXC matched the bare host in measurements.",
      isolation: "Medium: own system and users, the host's kernel and driver.",
      complexity: "Low to medium: the profile adds the GPU and its driver.",
      gpu: "A device of `type: gpu`, and `nvidia.runtime: \"true\"` for NVIDIA GPUs.",
      needs: [
        "`nvidia.runtime: \"true\"` in the profile's config; without it the container has the device but not the driver.",
        "The NVIDIA Container Toolkit's libnvidia-container on the host.",
      ],
      suits: "Hosts with Incus that share the GPU between containers.",
      rules: ["gpu/no-nvidia-runtime", "memory/container-limit-too-low"],
      sources: [passthrough, "https://linuxcontainers.org/incus/docs/main/reference/devices_gpu/"],
      generated: "lxc-incus"),
    Topology(
      name: "kvm", aliases: ["kvm-libvirt", "libvirt", "vm-passthrough", "virt-manager"],
      title: "KVM with GPU passthrough",
      line: "libvirt VM with the GPU to itself; 2-5% slower, isolated",
      summary: "Ollama runs in a virtual machine that has the whole GPU by VFIO passthrough.",
      cost:
        "2-5% of throughput; 0-2% in published GPU measurements, more where the CPU or the disk has part in the work.",
      isolation: "Strong: own kernel and driver. The GPU belongs to this machine alone.",
      complexity: "High: IOMMU, vfio-pci, firmware, and a host that must do without the GPU.",
      gpu: "A `<hostdev>` for each function of the card. A virtio or QXL display adapter cannot run models.",
      needs: [
        "`intel_iommu=on iommu=pt` on the host's kernel command line (AMD: on by default), and VT-d or AMD-Vi in the firmware.",
        "All functions of the card bound to vfio-pci and passed through together: VGA, audio, USB.",
        "`<cpu mode='host-passthrough'/>`: with a CPU model without AVX, older Ollama versions use no GPU and newer ones are slow on the CPU.",
        "Machine type q35, firmware OVMF; `<memballoon model='none'/>`, as passthrough pins all memory.",
      ],
      suits: "Machines that must be isolated, or run another system beside it.",
      rules: [
        "vm/no-gpu-passthrough", "vm/cpu-model-hides-gpu", "vm/incomplete-passthrough", "vm/iommu-off",
        "vm/host-and-guest-share-gpu", "vm/too-little-memory", "vm/ballooning", "vm/legacy-machine-type",
      ],
      sources: [passthrough, felter, "https://libvirt.org/formatdomain.html"], generated: "kvm-libvirt"),
    Topology(
      name: "kvm-proxmox", aliases: ["proxmox", "proxmox-vm", "qm"], title: "Proxmox VM with GPU passthrough",
      line: "Proxmox VM with the GPU to itself; 2-5% slower, isolated",
      summary: "Ollama runs in a virtual machine of Proxmox that has the whole GPU.",
      cost: "2-5% of throughput; 0-2% in published GPU measurements of KVM.",
      isolation: "Strong: own kernel and driver. The GPU belongs to this machine alone.",
      complexity: "High: IOMMU, vfio-pci, and the right CPU type.",
      gpu: "`hostpci0: 0000:01:00,pcie=1`, which takes all functions of the card.",
      needs: [
        "`cpu: host`: the default (x86-64-v2-AES) has no AVX; older Ollama versions then use no GPU, and newer ones are slow on the CPU.",
        "`machine: q35`, `bios: ovmf`, `balloon: 0`.",
        "`intel_iommu=on iommu=pt` on the host's kernel command line (AMD: on by default).",
      ],
      suits: "Proxmox hosts with a GPU for one guest.",
      rules: [
        "vm/no-gpu-passthrough", "vm/cpu-model-hides-gpu", "vm/incomplete-passthrough", "vm/iommu-off",
        "vm/too-little-memory", "vm/ballooning",
      ],
      sources: [passthrough, "https://pve.proxmox.com/wiki/PCI_Passthrough"], generated: "kvm-proxmox"),
    Topology(
      name: "vm-without-gpu", aliases: ["vm", "virtualbox", "vmware", "cloud-vm"],
      title: "Virtual machine without passthrough", line: "CPU only: 5-6 times slower or worse",
      summary: "Ollama runs in a virtual machine that has no GPU of its own.",
      cost:
        "CPU only: expect 5-6 times slower answers than with a midrange GPU, and much more for long prompts.",
      isolation: "Strong.", complexity: "Low.",
      gpu: "None. 3D acceleration of the display (virtio-gpu, QXL, VMware SVGA) does not run models.",
      needs: [
        "A CPU type with AVX2: `host-passthrough` or `cpu: host`. Without it even the CPU is several times slower.",
        "RAM for the whole model and its context: `ollama-lint fit MODEL --gpu none --ram SIZE`.",
        "Small models: 1-4B parameters, or a mixture of experts with few active ones.",
      ],
      suits: "Trying things out; embeddings; small models.",
      rules: [
        "vm/no-gpu-passthrough", "vm/cpu-model-hides-gpu", "vm/too-little-memory",
        "memory/model-exceeds-memory",
      ],
      sources: [felter, "https://docs.ollama.com/gpu"], generated: nil),
    Topology(
      name: "macos-container",
      aliases: ["docker-desktop", "mac-docker", "orbstack", "colima", "podman-machine"],
      title: "Container on a Mac", line: "CPU only: 5-6 times slower than native",
      summary: "Ollama runs in a Linux container on macOS, which means in a virtual machine without the GPU.",
      cost: "CPU only: 5-6 times slower than native Ollama on the same Mac, up to 40 times on large GPUs.",
      isolation: "Strong: the container is in a virtual machine.", complexity: "Low.",
      gpu:
        "None: Metal is not available in Linux containers. Podman's libkrun passes Vulkan through, which Ollama's image does not use by default.",
      needs: [
        "Run Ollama natively, and let containers reach it at `http://host.docker.internal:11434`.",
        "Memory of the virtual machine (Docker Desktop, Settings, Resources) for the whole model, if it must be a container.",
      ],
      suits: "Nothing that has to be fast. Keep clients and web UIs in containers, and the server outside.",
      rules: ["gpu/macos-container", "network/localhost-inside-container"], sources: [mac, ollamaDocker],
      generated: nil),
    Topology(
      name: "wsl", aliases: ["wsl2", "windows"], title: "WSL2 on Windows",
      line: "Linux on Windows; GPU through the Windows driver",
      summary: "Ollama runs in WSL2's Linux, or natively on Windows beside it.",
      cost:
        "Not measured by anyone we can cite. The GPU is used through the Windows driver; files on /mnt/c load slowly.",
      isolation: "Medium: a lightweight virtual machine.", complexity: "Low.",
      gpu: "NVIDIA GPUs appear by themselves with the Windows driver; do not install a Linux driver inside.",
      needs: [
        "`memory=` in %UserProfile%\\.wslconfig: WSL2 uses half of the RAM by default.",
        "Models inside the Linux file system, not below /mnt/c.",
        "A server on Windows is reached from WSL2 at the host's address, unless `networkingMode=mirrored`.",
      ],
      suits: "Windows machines whose tools are Linux tools.",
      rules: ["network/server-on-loopback-only", "memory/model-exceeds-memory"],
      sources: [
        "https://learn.microsoft.com/windows/wsl/wsl-config", "https://docs.nvidia.com/cuda/wsl-user-guide/",
      ],
      generated: nil),
  ]
}
