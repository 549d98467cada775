import Vocabulary

/// Where the program of an image listens that is a client of models: one row of `Catalogue/images.yaml`.
struct ProgramPort: Sendable {
  /// The ends of its names.
  let images: [String]
  let name: String
  let port: Int
  /// Variables that set it.
  let variables: [String]

  static func of(_ image: ContainerSpec.Image) -> ProgramPort? {
    all.first { image.name.isOne(of: $0.images) }
  }
}

extension ContainerSpec {
  /// The port of the container on which such a program listens; `nil` where only the running container knows.
  var programPort: (program: ProgramPort, port: Int)? {
    // A file of variables that is mounted into it may say another.
    guard command == nil, let program = ProgramPort.of(image),
      !hasOtherFiles, !mounts.contains(where: { $0.target.map { $0.hasSuffix(".env") || $0.hasSuffix(".sh") } ?? true })
    else { return nil }
    guard let written = program.variables.lazy.compactMap({ self.environment.last($0) }).first else { return (program, program.port) }
    return written.value.flatMap { Int($0) }.map { (program, $0) }
  }

  /// A published port, or one that a health check asks, on which a client's program does not listen.
  var unservedPorts: [Fact] {
    guard id.subject == .client, !image.name.isOpenWebUI, let listens else { return [] }
    return wrongPorts(besides: listens) + [programPort.flatMap { toNowhere($0.program, $0.port) }].compactMap { $0 }
  }

  private func toNowhere(_ program: ProgramPort, _ port: Int) -> Fact? {
    // With several, one may be that of another program in the container.
    guard network.host == nil, network.namespace == .own, !network.sharesLoopback, !id.document.isDocumentation, ports.count == 1,
      let first = ports.first, first.address != nil, let target = first.containerPort?.value, target != port, isOwn(first.at)
    else { return nil }
    return SettingFact.make(
      FactID(.key, first.id.document, first.id.address), name: program.name, value: String(target), kind: "engine", format: format,
      problem: .targetPort, expected: String(port), at: first.at, owner: id)
  }

  /// `["CMD", "curl", "-f", "http://localhost:4000/health || exit 1"]`: no shell reads it.
  var shellInCheck: Fact? {
    guard let check = healthCheck, check.words.count > 1, check.words[0] == "CMD", isOwn(check.at),
      let program = check.words[1].split(separator: " ").first?.split(separator: "/").last, !["sh", "bash", "ash"].contains(program),
      let sign = ["||", "&&", "|", ">", "$("].first(where: { sign in
        check.words.dropFirst().contains { word in word == sign || word.contains(" \(sign) ") || sign == "$(" && word.contains(sign) }
      })
    else { return nil }
    return setting(
      ["healthcheck", "shell"], name: fact.text(.name) ?? "the container", value: sign, kind: "health-check", problem: .notExpanded,
      at: check.at)
  }

  /// A folder of the host that is mounted over the one that the image has its program in.
  var hiddenPrograms: [Fact] {
    guard image.build == nil, entrypoint == nil, !id.document.isDocumentation, let program = ProgramFolder.of(image) else { return [] }
    return mounts.enumerated().compactMap { index, mount in
      let target = mount.target.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
      guard let target, program.folders.contains(target), isOwn(mount.at), !mount.isTemporary, let text = mount.written,
        let source = VolumeSpec.parts(text)?.source,
        ["./", "../", "~/"].contains(where: source.hasPrefix) || [".", ".."].contains(source),
        // A copy of the program's own source may be meant.
        !(mount.source.map { folder in program.signs.contains { workspace.names(in: folder).contains($0) } } ?? false)
      else { return nil }
      return setting(
        ["hidden-program", String(index)], name: fact.text(.name) ?? "the container", value: source, kind: "mount", problem: .conflict,
        counterpart: program.name, expected: program.data, at: mount.at)
    }
  }
}

/// Where an image has its program: one row of `Catalogue/images.yaml`.
struct ProgramFolder: Sendable {
  /// The ends of its names.
  let images: [String]
  let name: String
  /// The folders that hold the program.
  let folders: Set<String>
  /// What a copy of its source has at the top.
  let signs: [String]
  /// What to mount in place of it.
  let data: String

  static func of(_ image: ContainerSpec.Image) -> ProgramFolder? {
    all.first { image.name.isOne(of: $0.images) }
  }
}
