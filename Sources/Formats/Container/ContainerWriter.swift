import Syntax
import Vocabulary

/// Writes the containers of one document: a host says where they are and how it writes each of their fields.
///
/// What a change of a fact means for a container is said once, in ``ContainerField``.
protocol ContainerWriter: ChangeWriter {
  associatedtype Container

  /// The container that the address of a fact points to or into, and what is left of the address: nothing for the container,
  /// `["ports", "0"]` for a port, `["env", NAME]` for a variable.
  func container(at address: [String]) -> (container: Container, rest: [String])?

  /// The edits that write a field; `nil` where the host cannot say it there.
  func edits(_ field: ContainerField, of container: Container) -> [Edit]?

  /// The edits for what is not a field of a container.
  func otherEdits(for change: Change) -> [Edit]?
}

extension ContainerWriter {
  func edits(for change: Change) -> [Edit]? {
    guard let place = container(at: change.fact.address), let field = ContainerField(change, place.rest)
    else { return otherEdits(for: change) }
    return edits(field, of: place.container)
  }

  func otherEdits(for change: Change) -> [Edit]? { nil }
}

/// A field of a container as it should be.
enum ContainerField: Equatable {
  /// A variable with its value, whether the container has one of that name or not.
  case variable(name: String, value: String)
  case allGPUs
  /// `/dev/dri` in place of what is asked for.
  case renderDevice
  case restart(String)
  /// What the image's entry point is handed.
  case command([String])
  case healthCheck([String])
  /// A volume of that name on a directory.
  case mount(volume: String, directory: String)
  /// One that is there, in Docker's short form.
  case mountText(index: Int, String)
  /// `host.docker.internal` as the host's address.
  case hostEntry
  /// No rights beyond the usual.
  case unprivileged
  /// The whole reference of its image.
  case image(String)
  case portAddress(port: Int, String)
  case containerPort(port: Int, Int)
  /// Of a variable, the value: `key` is what its address ends with, its name or its number.
  case value(key: String, String)
  case url(key: String, String)
  /// Another host in the URL that a variable holds.
  case urlHost(key: String, String)
  case name(key: String, String)
  case noVariable(key: String)
  /// Of what the image's entry point is handed, single words.
  case arguments(ArgumentsChange)

  /// `nil` for what is not a field of a container.
  ///
  /// - Parameter rest: of the fact's address, what leads on from the container.
  init?(_ change: Change, _ rest: [String]) {
    let field: ContainerField?
    switch (change.fact.subject, change.action, rest.count) {
    case (.server, .set(let attribute, let value), 0), (.client, .set(let attribute, let value), 0):
      field = Self.set(attribute, value)
    case (.server, .remove(.privileged), 0): field = .unprivileged
    case (.server, .remove(.gpuProblem), 0): field = .allGPUs
    case (.port, .set(.address, .text(let host)), 2):
      field = Int(rest[1]).map { .portAddress(port: $0, host) }
    case (.port, .set(.port, .integer(let number)), 2):
      field = Int(rest[1]).map { .containerPort(port: $0, number) }
    // One of the addresses that a variable lists; the variable holds the others, too.
    case (.endpoint, _, 3...) where Int(rest[2]) != nil: field = nil
    case (.endpoint, .set(.url, .text(let text)), 2...): field = .url(key: rest[1], text)
    case (.endpoint, .set(.host, .text(let text)), 2...): field = .urlHost(key: rest[1], text)
    case (.key, .set(.status, .text(KeyStatus.known.rawValue)), 4...) where rest[0] == "words":
      field = ArgumentsChange(rest).map(ContainerField.arguments)
    case (.key, .set(.name, .text(let text)), 4...) where rest[0] == "words":
      field = ArgumentsChange(rest, name: text).map(ContainerField.arguments)
    case (.key, .set(.value, .text(let text)), 1) where rest[0] == "image": field = .image(text)
    case (.key, .set(.value, .text(let text)), 2) where rest[0] == "mounts":
      field = Int(rest[1]).map { .mountText(index: $0, text) }
    case (.key, .set(.value, .text(let text)), 2) where ["ports", "PublishPort"].contains(rest[0]):
      field = Int(rest[1]).flatMap { port in Int(text).map { .containerPort(port: port, $0) } }
    case (.key, .set(.value, .text(let text)), 2...): field = .value(key: rest[1], text)
    case (.modelUse, .set(.name, .text(let text)), 3) where rest[2] == "model":
      field = .value(key: rest[1], text)
    case (.key, .set(.name, .text(let text)), 2...): field = .name(key: rest[1], text)
    case (.key, .removeFact, 2...): field = .noVariable(key: rest[1])
    default: field = nil
    }
    guard let field else { return nil }
    self = field
  }

  private static func set(_ attribute: Attribute, _ value: Value) -> ContainerField? {
    if let variable = ServerVariables.assignment(attribute, value) {
      return .variable(name: variable.name, value: variable.value)
    }
    switch (attribute, value) {
    case (.gpu, .text(let access)) where access != GPUAccess.noGPU.rawValue: return .allGPUs
    case (.gpuVendor, .text(PassedGPU.dri.rawValue)): return .renderDevice
    case (.restart, .text(let policy)): return .restart(policy)
    case (.command, .text(let text)): return .command(text.split(separator: " ").map(String.init))
    case (.healthCheck, .text(let text)): return .healthCheck(text.split(separator: " ").map(String.init))
    case (.modelVolume, .text(let directory)):
      return .mount(
        volume: directory == OpenWebUI.dataDirectory ? "open-webui" : "ollama", directory: directory)
    case (.needsHostGateway, .flag(false)): return .hostEntry
    default: return nil
    }
  }
}
