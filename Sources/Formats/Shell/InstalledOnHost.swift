import Syntax
import Vocabulary

/// A script that installs Ollama or starts it on the host, and then a container that calls the host: the server only listens on
/// the host's loopback, where no container comes from.
///
/// Ollama, `scripts/install.sh` (the unit sets PATH alone), `envconfig/config.go` (Host: 127.0.0.1); Open WebUI's default
/// address is host.docker.internal:11434 (open-webui, `backend/open_webui/config.py`).
struct InstalledOnHost: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] {
    let text = script.source.string(script.source.range)
    guard !document.id.isDocumentation, !text.contains("OLLAMA_HOST"), let start = self.start else {
      return []
    }
    return script.commands.enumerated().compactMap { index, command in
      guard index > start, let run = DockerRun(command, in: script, holes: document.holes),
        run.engine == .docker, !run.sharesHostNetwork, callsHost(run)
      else { return nil }
      let at = document.at(run.image.range)
      return SettingFact.make(
        FactID(.key, document.id, ["installed", String(index)]),
        name: run.last("--name")?.value ?? "the container",
        value: nil, kind: "installed", format: "shell", problem: .loopback, at: at)
    }
  }

  /// The command that installs or starts a server here.
  private var start: Int? {
    script.commands.firstIndex { command in
      if command.startsOllama { return true }
      let words = command.words.compactMap(\.text)
      return ["curl", "wget"].contains(words.first ?? "")
        && words.contains { $0.contains("ollama.com/install.sh") || $0.contains("ollama.ai/install.sh") }
    }
  }

  /// Whether its address is one of the host.
  private func callsHost(_ run: DockerRun) -> Bool {
    let names = [ContainerSpec.hostName, "172.17.0.1"]
    let addresses = run.all("--env").map(\.raw).filter { $0.contains("11434") }
    if addresses.contains(where: { text in names.contains(where: text.contains) }) { return true }
    let image = ImageName(run.imageText)
    let isSet = run.all("--env").contains { option in
      ["OLLAMA_BASE_URL", "OLLAMA_BASE_URLS", "OPENAI_API_BASE_URL", "ENABLE_OLLAMA_API"].contains {
        option.raw.hasPrefix($0 + "=")
      }
    }
    return image.isOpenWebUI && !image.isBundledWebUI && !isSet && run.last("--env-file") == nil
      && !run.hasUnknownOptions
  }
}
