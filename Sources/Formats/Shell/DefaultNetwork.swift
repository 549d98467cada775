import Syntax
import Vocabulary

/// A container that calls another one of the script by its name, though both are on the default network, which has no names
/// (Docker documentation, "Bridge network driver": differences between user-defined bridges and the default bridge).
struct DefaultNetwork: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] {
    let text = script.source.string(script.source.range)
    guard !document.id.isDocumentation, !text.contains("network connect"), text.contains("--name") else {
      return []
    }
    let runs = script.commands.compactMap { DockerRun($0, in: script, holes: document.holes) }
    let named = runs.filter { Self.isOnDefault($0) && ImageName($0.imageText).isOllama }
      .compactMap { $0.last("--name")?.value }
    guard !named.isEmpty else { return [] }
    return runs.filter(Self.isOnDefault).flatMap { run in
      run.all("--env").compactMap { option -> Fact? in
        guard let value = option.value, let equals = value.firstIndex(of: "=") else { return nil }
        let url = String(value[value.index(after: equals)...])
        guard url.contains("://") else { return nil }
        let host = URLParts(url).host
        guard named.contains(host), run.last("--name")?.value != host,
          !run.all("--add-host").contains(where: { $0.raw.hasPrefix(host) })
        else { return nil }
        return SettingFact.make(
          ["default-network", script.ordinal(at: run.range.start), String(value[..<equals])],
          name: String(value[..<equals]), value: host, kind: "command", format: "docker run", problem: .apart,
          counterpart: host, at: document.at(option.valueRange))
      }
    }
  }

  private static func isOnDefault(_ run: DockerRun) -> Bool {
    !run.hasUnknownOptions
      && !run.options.contains { ["--network", "--net", "--link", "--pod"].contains($0.name) }
  }
}
