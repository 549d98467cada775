/// The names that a file of each format has; the first byte of an input chooses one. Tests/Fuzz/seeds.py reads them here,
/// so that every fixture is a seed under its own name.
let fileNames = [
  "compose.yaml", "opencode.json", "Modelfile", "run.sh", "README.md", "ollama.service", "ollama.container",
  ".env", "Makefile", "coder.modelfile", ".opencode/opencode.jsonc", "compose.override.yaml",
  ".continue/config.yaml", ".continue/config.json", ".aider.conf.yml", ".aider.model.settings.yml",
  ".aider.model.metadata.json", "settings/providers.json", "roo-code-settings.json", "zed/settings.json",
  ".zed/settings.json", ".vscode/settings.json", ".codex/config.toml", "goose/config.yaml", "crush.json",
  ".claude/settings.json", "qwen/model.yaml", "gemma4-e4b/model.yml", "coder.preset.json", "ollama.yaml",
  "values.yaml",
  "release.yaml", "Dockerfile", ".devcontainer/devcontainer.json", "modprobe.d/vfio.conf", "default/grub",
  "kernel/cmdline", "entries/arch.conf", "docker/daemon.json", "qemu-server/101.conf", "lxc/105.conf",
  "ollama.xml", "vm.xml", "ollama.service.d/override.conf", "environment.d/10-ollama.conf", "chat.service",
  "open-webui.container", "agent/review.md", "fish/config.fish", ".bashrc", "k8s.yaml", "incus/config",
]
