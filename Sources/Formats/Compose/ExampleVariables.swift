import Syntax
import Vocabulary

/// Addresses that a service will probably get: its `.env` is not here, but an example of it is.
///
/// People copy `.env.example` to `.env` as it is, so what is wrong in it is wrong for them.
enum ExampleVariables {
  private static let names = [
    ".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", "env.sample",
  ]

  static func facts(_ project: ComposeProject, servers: [ComposeService], in workspace: any Workspace)
    -> [Fact]
  {
    let directory = project.file.directory
    guard project.file.id.embedding.isEmpty, !project.file.id.isDocumentation,
      Path.join(directory, ".env").map({ workspace.kind(at: $0) == .file }) != true,
      let path = names.lazy.compactMap({ Path.join(directory, $0) }).first(where: {
        workspace.kind(at: $0) == .file
      }),
      let source = workspace.source(at: path)
    else { return [] }
    let entries = DotenvParser.parse(source).entries
    let values = Dictionary(entries.compactMap { entry in entry.value.map { (entry.key, $0) } }) { $1 }
    let interpolation = ComposeInterpolation(variables: values)
    let document = DocumentID(path)
    var seen: Set<String> = []
    return project.services.flatMap { service -> [Fact] in
      guard service.value("network_mode") == nil else { return [] }
      return service.values("environment").flatMap { found -> [(name: String, raw: String)] in
        found.entries().compactMap { entry in
          entry.key.text.flatMap { name in entry.value.raw.map { (name, $0) } }
        }
          + found.items().compactMap { item in
            item.raw.flatMap { text in
              text.firstIndex(of: "=").map { (String(text[..<$0]), String(text[text.index(after: $0)...])) }
            }
          }
      }.compactMap { name, raw -> Fact? in
        guard raw.contains("$"), let text = interpolation.resolve(raw), text.contains("://"),
          ClientVariables.isAddress(of: name, text), isLoopback(URLParts(text).host),
          // The line whose value is the address, not a part of it.
          let entry = entries.last(where: { $0.value == text && raw.contains($0.key) }),
          seen.insert(entry.key).inserted
        else { return nil }
        let better = servers.count == 1 ? servers[0].name : "host.docker.internal"
        return SettingFact.make(
          FactID(.key, document, ["example", entry.key]), name: entry.key, value: text, kind: "example",
          format: "dotenv", problem: "loopback", counterpart: service.name,
          corrected: URLParts.replacingHost(in: text, with: better), at: SourceRange(document, entry.range))
      }
    }
  }

  private static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host.hasPrefix("127.") || host == "::1"
  }
}
