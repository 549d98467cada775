import Syntax
import Vocabulary

/// Open WebUI as the module of NixOS starts it: on the host, with the variables of its containers.
///
/// Source: NixOS/nixpkgs `nixos/modules/services/misc/open-webui.nix`.
struct NixWebUI {
  private static let root = ["services", "open-webui"]
  private static let image = ImageName("ghcr.io/open-webui/open-webui")

  private let own: [NixSettings.Setting]
  private let document: Document

  init(_ settings: [NixSettings.Setting], _ document: Document) {
    own = settings.filter { $0.path.starts(with: Self.root) }
    self.document = document
  }

  private func setting(_ name: String) -> NixSettings.Setting? { own.last { $0.path == Self.root + [name] } }

  func facts(in workspace: any Workspace) -> [Fact] {
    guard let enable = setting("enable"), enable.word == "true", !document.id.isDocumentation else { return [] }
    let variables = own.filter { $0.path.count == 4 && $0.path[2] == "environment" }.map {
      Variable($0.path[3], $0, in: document)
    }
    var client = Fact(FactID(.client, document.id, Self.root), at: document.at(enable.range))
    client.infer(.kind, OpenWebUI.kind)
    client.infer(.name, "services.open-webui")
    client.infer(.topology, .native)
    // The module keeps its data in a folder of the host.
    client.infer(.modelVolume, nil)
    let endpoints = variables.flatMap { variable in
      ClientVariables.endpoints(variable, of: client.id, image: Self.image, known: workspace.own, sharesHostNetwork: false)
    }.map { endpoint in
      var endpoint = endpoint
      endpoint.infer(.from, .host)
      return endpoint
    }
    // Only the image sets the variable that hides the old one (open-webui, Dockerfile and backend/open_webui/config.py).
    let current = variables.filter { $0.name != "OLLAMA_API_BASE_URL" }
    let isComplete = setting("environmentFile") == nil && setting("environment")?.value == nil
    return [client] + endpoints
      + OpenWebUIVariables(variables: current, client: client.id, format: "NixOS", isComplete: isComplete).facts(isBundled: false)
      + (DescribedContainer.openWebUI?.checks(variables, of: client.id, in: workspace) ?? [])
  }
}
