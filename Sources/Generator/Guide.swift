/// The short README of what was written: what was chosen and why, and the commands to run.
public enum Guide {
  /// What it begins with, and is known by.
  public static let title = "# Local models\n"

  static func text(_ wish: Wish, _ choice: ModelChoice) -> String {
    var text = title + "\n"
    text += choice.reasons.map { "- \($0)\n" }.joined() + "\n"
    text += "    " + commands(wish).joined(separator: "\n    ") + "\n"
    if wish.topology.isService, wish.topology != .native {
      text += "\nThe server listens inside its guest alone. Run the clients there, or lead its port out:\n\n"
      text += "    ssh -N -L 11434:localhost:11434 user@guest\n"
    }
    if wish.topology == .kubernetes {
      text +=
        "\nThe clients reach the server through\n\n    kubectl port-forward service/ollama 11434:11434\n"
    }
    return text
  }

  private static func commands(_ wish: Wish) -> [String] {
    switch wish.topology {
    case .native where wish.machine.gpus.contains { $0.vendor == .apple }:
      [
        "./environment.sh", "osascript -e 'quit app \"Ollama\"' && sleep 2 && open -a Ollama",
        "./create-models.sh",
      ]
    case .native:
      [
        "sudo install -D ollama.service.d/override.conf /etc/systemd/system/ollama.service.d/override.conf",
        "sudo systemctl daemon-reload && sudo systemctl restart ollama", "./create-models.sh",
      ]
    case .docker: ["docker compose up -d --wait", "./create-models.sh", "ollama-lint"]
    case .podman:
      [
        "install -D -t ~/.config/containers/systemd *.container && mkdir -p ~/models && cp models/* ~/models",
        wish.harnesses.contains(.openWebUI)
          ? "podman network create --ignore local-models && systemctl --user daemon-reload && systemctl --user start ollama open-webui"
          : "systemctl --user daemon-reload && systemctl --user start ollama",
        "./create-models.sh",
      ]
    case .kubernetes:
      ["kubectl apply -f ollama.yaml", "kubectl rollout status deploy/ollama", "./create-models.sh"]
    case .lxcProxmox:
      [
        "# lines for /etc/pve/lxc/105.conf are in lxc/105.conf", "pct start 105",
        "./create-models.sh   # in the container",
      ]
    case .lxcIncus:
      [
        "incus profile create ollama && incus profile edit ollama <incus-ollama.yaml",
        "incus launch images:debian/13 ollama -p default -p ollama",
        "./create-models.sh   # in the container",
      ]
    case .kvmLibvirt:
      ["virsh define ollama-vm.xml", "virsh start ollama", "./create-models.sh   # in the machine"]
    case .kvmProxmox:
      [
        "# lines for /etc/pve/qemu-server/105.conf are in qemu-server/105.conf", "qm start 105",
        "./create-models.sh   # in the machine",
      ]
    }
  }
}
