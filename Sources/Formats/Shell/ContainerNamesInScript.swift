import Syntax
import Vocabulary

/// A container that calls Ollama's by a name that no container of the script has, or that is on another network than it
/// (Docker documentation, "Networking overview": names resolve among the containers of one user-defined network).
struct ContainerNamesInScript: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] {
    let text = script.source.string(script.source.range)
    guard !document.id.isDocumentation, text.contains("--name"), !text.contains("network connect"),
      !text.contains("compose")
    else { return [] }
    let runs = script.commands.compactMap { DockerRun($0, in: script, holes: document.holes) }
    let servers = runs.filter { ImageName($0.imageText).isOllama }
    guard runs.count > 1, runs.count <= 64, servers.count == 1, let server = servers.first,
      runs.allSatisfy({ !$0.hasUnknownOptions }), let name = server.last("--name")?.value,
      let network = Self.network(of: server)
    else { return [] }
    let names = Set(
      runs.flatMap { run in
        run.all("--name", "--hostname", "-h", "--network-alias", "--net-alias").compactMap(\.value)
          + run.all("--add-host", "--link").compactMap {
            $0.value.map { String($0.split(separator: ":").last ?? "") }
          }
          + run.all("--add-host").compactMap { $0.value.map { String($0.prefix { $0 != ":" && $0 != "=" }) } }
      })
    return runs.flatMap { run -> [Fact] in
      guard let own = Self.network(of: run), !ImageName(run.imageText).isOllama else { return [] }
      return run.all("--env").compactMap { option -> Fact? in
        guard let value = option.value, let equals = value.firstIndex(of: "=") else { return nil }
        let url = String(value[value.index(after: equals)...])
        guard url.contains("://"), !url.contains(";") else { return nil }
        let host = URLParts(url).host
        let isApart = host == name && own != network
        let isUnknown =
          !names.contains(host) && own == network && !host.contains(".") && host != "localhost"
          && host.lowercased().contains("ollama")
        guard isApart || isUnknown else { return nil }
        return SettingFact.make(
          ["container-name", script.ordinal(at: run.range.start), String(value[..<equals])], name: host,
          value: isApart ? own : nil, kind: "container-name", format: "docker run",
          problem: isApart ? .apart : .undefined, counterpart: isApart ? network : name,
          at: document.at(option.valueRange))
      }
    }
  }

  /// The one network of its own that a container joins.
  private static func network(of run: DockerRun) -> String? {
    let all = run.all("--network", "--net")
    guard all.count == 1, let name = all.first?.value,
      !["host", "none", "bridge", "default", "private", "slirp4netns"].contains(name), !name.contains(":")
    else { return nil }
    return name
  }
}
