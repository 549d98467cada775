import Knowledge
import Vocabulary

/// The ports under which Open WebUI is published.
///
/// Source: open-webui/docs `reference/env-configuration.mdx` (PORT), August 2026.
struct OpenWebUIPorts {
  /// The variables of its container.
  let variables: [Variable]
  /// Whether any other variable may be set, or another program be started.
  let isUncertain: Bool

  /// - Parameter published: the published ports that point to these ports of the container, or all of them.
  func facts(_ published: (Set<Int>?) -> [Fact]) -> [Fact] {
    let written = variables.last { $0.name == "PORT" }
    let port = written == nil ? OpenWebUI.port : written?.value.flatMap(GoValues.integer)
    guard let port else { return published([OpenWebUI.port]) }
    let own = published([port])
    if !own.isEmpty, !isUncertain, port != EndpointPorts.ollama {
      return own
        + published([EndpointPorts.ollama]).filter { $0.integer(.port) == EndpointPorts.ollama }.map { fact in
          var fact = fact
          fact.infer(.problem, .unread)
          fact.infer(.portWanted, .integer(port))
          fact.related[.client] = fact.related[.owner]
          return fact
        }
    }
    guard own.isEmpty, !isUncertain else { return own }
    // With several, one may be that of another program in the container.
    var all = published(nil)
    guard all.count == 1, all[0].has(.port) else { return own }
    all[0].infer(.portWanted, .integer(port))
    all[0].related[.client] = all[0].related[.owner]
    return all
  }
}
