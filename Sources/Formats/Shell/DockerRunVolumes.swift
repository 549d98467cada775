import Syntax

extension VolumeUses {
  /// What the containers mount that a script starts. Those without a name are taken for one: usually they are the same
  /// container, started in several ways.
  init(_ script: ShellScript, holes: [TextRange]) {
    self.init()
    for command in script.commands {
      guard let run = DockerRun(command, in: script, holes: holes) else { continue }
      add(
        run.containerName ?? "", image: run.imageText,
        mounts: run.all("--volume", "--mount").compactMap {
          $0.name == "--mount" ? VolumeSpec.short(ofMount: $0.value ?? $0.raw) : $0.raw
        })
    }
  }
}

extension DockerRun {
  /// As `--name` calls it; `nil` without one, and where only the running shell knows it.
  var containerName: String? { last("--name")?.value }
}
