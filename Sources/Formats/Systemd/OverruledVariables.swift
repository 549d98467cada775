import Knowledge
import Syntax
import Vocabulary

/// Variables that two drop-ins of a unit set to different values: the file whose name comes later counts.
///
/// That a drop-in changes what the unit says is what drop-ins are for (`man systemd.unit`, "Description": files are merged in
/// the order of their names, whatever directory they are in).
enum OverruledVariables {
  static func facts(_ unit: Unit, of server: FactID) -> [Fact] {
    let dropIns = unit.isWhole ? unit.layers.dropFirst() : unit.layers[...]
    let files = dropIns.map { layer in (layer: layer, set: assignments(in: layer)) }
    return files.enumerated().flatMap { index, file -> [Fact] in
      file.set.sorted { $0.key < $1.key }.compactMap { name, own in
        let later = files.dropFirst(index + 1)
        guard OllamaVariable.named(name)?.standing == .read, let value = own.value,
          // A reset of the list is intended to start over.
          !later.contains(where: { takesBack($0.layer) }),
          let other = later.last(where: { $0.set[name] != nil }), let winner = other.set[name]?.value, winner != value
        else { return nil }
        return SettingFact.make(
          FactID(.key, file.layer.id, ["overruled", name]), name: name, value: value, kind: "drop-in", format: "systemd",
          problem: .discarded, counterpart: UnitFiles.fileName(other.layer.id.path), expected: winner,
          at: file.layer.at(own.word.range), owner: server)
      }
    }
  }

  /// Of several assignments of a name in one file the last; without those that a template fills in.
  private static func assignments(in layer: Unit.Layer) -> [String: UnitAssignment] {
    let all = layer.file.entries("Environment", in: "Service").flatMap { layer.file.assignments(in: $0) }
    return Dictionary(all.filter { !layer.isComputed($0.word.range) }.map { ($0.name, $0) }) { _, last in last }
  }

  private static func takesBack(_ layer: Unit.Layer) -> Bool {
    layer.file.entries("Environment", in: "Service").contains(where: \.value.isEmpty)
      || !layer.file.entries("UnsetEnvironment", in: "Service").isEmpty
  }
}
