import Testing

@testable import Formats

/// The registry asks few formats about a name; what it says must be what all of them say.
@Suite struct FormatRegistryTests {
  /// Names that some format or some description looks at, and names beside them.
  static let names: [String] = {
    var names = [
      "compose.yaml", "docker-compose.override.yml", "Modelfile", "coder.modelfile", "modelfile.md", "a/Modelfile.coder", "x.mf",
      "Kustomization", "mykustomization", "kustomization.yml", ".env", "env.example", "deploy/prod.env", "README.MD", "notes.markdown",
      "ollama.container", "a/ollama.container.d/gpu.conf", "x/app.container.d/README", "ollama.service",
      "etc/systemd/system/ollama.service.d/override.conf", "etc/systemd/system/ollama.service.d/override.txt",
      "environment.d/10-gpu.conf", "etc/default/ollama", "etc/environment", "etc/modprobe.d/nvidia", "etc/modprobe.d/vfio.conf",
      "etc/default/grub", "etc/kernel/cmdline", "pve/100.conf", "home/.ssh/config", "Dockerfile", "Dockerfile.gpu", "app.dockerfile",
      ".devcontainer/devcontainer.json", "daemon.json", "flake.nix", "start.sh", "bin/serve", "Makefile", "rules.mk", "justfile",
      "conf.d/ollama.fish", "dot_config/opencode/opencode.json", "opencode/agent/plan.md", ".opencode/agent/plan.txt", "opencode.jsonc",
      ".aider.model.settings.yml", ".aider.models.yaml", "template.yml.j2", "run.jinja2", "start.ps1", "run.bat", "com.ollama.plist",
      "vm.xml", "app/config.toml", "settings.ini", "init.lua", "style.css", "noending", ".hidden", "trailing.", "a/b/c.", "",
    ]
    names += FormatRegistry.clients.flatMap(\.files).map { file in
      String(file.path.drop { $0 == "~" || $0 == "/" }).replacing("*", with: "any")
    }
    return names + names.map { "nested/" + $0.uppercased() }
  }()

  @Test(arguments: names)
  func whatTheRegistrySaysIsTheBestThatAnyFormatSays(_ name: String) {
    let file = FileName(path: Path.deployed(name))
    #expect(FormatRegistry.builtIn.hint(FileName(path: name)) == FormatRegistry.builtIn.all.map { $0.hint(file) }.max())
  }

  @Test(arguments: names)
  func noDescriptionClaimsTheNameThatAFormatIsCertainOf(_ name: String) {
    let file = FileName(path: Path.deployed(name))
    let certain = FormatRegistry.builtIn.all.filter { $0.hint(file) == .certain }
    #expect(Set(certain.map { $0 is DescribedFormat }).count < 2, "\(certain.map(\.name))")
  }
}
