/// What a service mounts.
extension ComposeContainer {
  var mounts: [ContainerSpec.Mount] {
    volumes + files
  }

  /// What `configs` and `secrets` put into the container, as far as they say where (compose-spec, 05-services.md).
  private var files: [ContainerSpec.Mount] {
    (service.items("configs") + service.items("secrets")).compactMap { item in
      item.value("target").map { target in
        .init(target: target.text.flatMap { $0.hasPrefix("/") ? $0 : nil }, at: item.range, isReadOnly: true)
      }
    }
  }

  private var volumes: [ContainerSpec.Mount] {
    service.items("volumes").map { item in
      let isLong = item.node.entries != nil
      let source =
        isLong
        ? item.value("source")?.text : item.text.flatMap { $0.split(separator: ":").first.map(String.init) }
      return .init(
        target: isLong ? item.value("target")?.text : (item.text ?? item.raw).flatMap(VolumeSpec.target), at: item.range,
        source: source.flatMap { $0.hasPrefix(".") ? Path.join(item.layer.file.directory, $0) : nil },
        hostPath: isLong ? source : item.raw, written: isLong ? nil : item.text,
        isReadOnly: isLong
          ? item.value("read_only")?.flag == true : item.text.map(VolumeSpec.isReadOnly) ?? false)
    }
  }
}
