import Syntax
import Vocabulary

/// How a service's container is reached, and by which names it reaches others.
extension ComposeContainer {
  var network: ContainerSpec.Network {
    var network = ContainerSpec.Network()
    network.namespace = project.networks.namespace(of: service)
    network.shared = ComposeNetworks.shared(by: service)
    if network.namespace == .host { network.host = service.value("network_mode")?.range ?? service.nameRange }
    network.knowsHost =
      service.layers.contains { layer in
        DesktopMentions.isNamed(layer.file.id.path)
          // The document's own comments are read with it, as a reason to name.
          || layer.file.id != project.file.id && DesktopMentions.isSaid(in: layer.file.tree)
      }
      || project.services.prefix(64).contains { service in
        service.items("volumes").contains { item in
          HostHardware.isOfDesktop((item.node.entries != nil ? item.value("source")?.raw : item.raw) ?? "")
        }
      }
    network.aliases = ["container_name", "hostname"].compactMap { service.value($0)?.text }
    for networks in service.values("networks") where networks.node.entries != nil {
      for entry in networks.entries() {
        network.aliases += (entry.value.value("aliases")?.items() ?? []).compactMap(\.text)
        network.aliases += ["ipv4_address", "ipv6_address"].compactMap { entry.value.value($0)?.text }
      }
    }
    return network
  }

  var extraHosts: [Placed<String>] {
    service.values("extra_hosts").flatMap { hosts in
      hosts.items().map { Placed($0.text ?? $0.raw, at: $0.range) }
        + hosts.entries().map { entry in
          Placed("\(entry.key.text ?? ""):\(entry.value.text ?? "")", at: entry.value.range)
        }
    }
  }

  var ports: [ContainerSpec.PublishedPort] {
    let isInternal = !ComposeNetworks.internals(of: service).isEmpty
    return ComposePublished.all(of: service).map { published in
      var port = published.port(
        FactID(.port, published.item.layer.file.id, ["services", service.name, "ports", published.place]))
      // Docker publishes nothing of a container that is on internal networks alone.
      if isInternal { port.address = nil }
      return port
    }
  }
}
