import Formats
import Knowledge
import Synchronization
import Syntax

/// The workspace as one reading sees it: it notes what is asked for, so that the reading is kept for as long as the answers
/// are the same.
///
/// One reading is the work of one thread.
final class ReadingWorkspace: Workspace {
  /// What was asked since a reading began, or the question inside it that is being answered.
  private struct Notes {
    var texts: Set<String> = []
    var kinds: Set<String> = []
    var folders: Set<String> = []
    var searched: SearchedFiles?
    var answers: [ObjectIdentifier: Dependencies] = [:]

    func dependencies(of deployment: String, isSame: (@Sendable (ReadingWorkspace) -> Bool)? = nil) -> Dependencies {
      Dependencies(
        texts: texts, kinds: kinds, folders: folders, searched: searched.map { [$0] } ?? [], answers: Array(answers.values),
        deployment: deployment, isSame: isSame)
    }
  }

  private let disk: DiskWorkspace
  let deployment: String
  private let notes = Mutex<[Notes]>([Notes()])

  init(_ disk: DiskWorkspace, deployment: String = "") {
    self.disk = disk
    self.deployment = deployment
  }

  /// As a file of its deployment sees it.
  convenience init(_ disk: DiskWorkspace, of path: String) { self.init(disk, deployment: disk.deployments.folder(of: path)) }

  func isDeployment(_ folder: String) -> Bool { disk.deployments.contains(folder) }

  /// All that was asked so far.
  var dependencies: Dependencies { notes.withLock { $0[0].dependencies(of: deployment) } }

  private func note(_ change: (inout Notes) -> Void) {
    notes.withLock { change(&$0[$0.count - 1]) }
  }

  func source(at path: String) -> SourceText? {
    note { $0.texts.insert(path) }
    return disk.source(at: path)
  }

  func kind(at path: String) -> EntryKind? {
    note { $0.kinds.insert(path) }
    return disk.kind(at: path)
  }

  func names(in directory: String) -> [String] {
    note { $0.folders.insert(directory) }
    return disk.names(in: directory)
  }

  func weights(at path: String) -> Result<GGUFFile, GGUFError>? { disk.weights(at: path) }

  func isIgnored(_ path: String) -> Bool { disk.isIgnored(path) }

  func isExcluded(_ path: String) -> Bool { disk.isExcluded(path) }

  var own: OwnDescriptions { disk.own }

  func remembered<Value: Sendable>(
    _ question: String, _ answer: @escaping @Sendable (any Workspace) -> Value
  ) -> Value {
    let isFree = notes.withLock { $0.count == 1 }
    let known = disk.answer(to: own(question), mayWait: isFree) { _ in
      notes.withLock { $0.append(Notes()) }
      let value = answer(self)
      let asked = notes.withLock { $0.removeLast() }
      return (value, asked.dependencies(of: deployment) { Self.areEqual(value, $0.remembered(question, answer)) })
    }
    note { $0.answers[ObjectIdentifier(known.dependencies)] = known.dependencies }
    return known.value
  }

  func gathered<Found: Sendable & Equatable>(
    _ question: String, among files: @escaping @Sendable (any Workspace) -> SearchedFiles,
    _ look: @escaping @Sendable (_ path: String, _ source: SourceText) -> [Found]
  ) -> [Found] {
    let isFree = notes.withLock { $0.count == 1 }
    let known = disk.answer(to: own(question), mayWait: isFree) { earlier -> (value: Gathered<Found>, dependencies: Dependencies) in
      notes.withLock { $0.append(Notes()) }
      let searched = files(self)
      var asked = notes.withLock { $0.removeLast() }
      asked.searched = searched
      let disk = disk
      func found(at path: String) -> [Found] { disk.source(at: path).map { look(path, $0) } ?? [] }
      let value: Gathered<Found>
      if let earlier = earlier(), earlier.value.files === searched {
        value = earlier.value.updated(at: earlier.changed, found)
      } else {
        value = Gathered(in: searched, found)
      }
      let all = value.all
      return (value, asked.dependencies(of: deployment) { $0.gathered(question, among: files, look) == all })
    }
    note { $0.answers[ObjectIdentifier(known.dependencies)] = known.dependencies }
    return known.value.all
  }

  /// Each deployment has its own answers.
  private func own(_ question: String) -> String { deployment.isEmpty ? question : deployment + ": " + question }

  /// Whether two answers are known to be equal; what cannot be compared is not.
  private static func areEqual<Value>(_ a: Value, _ b: Value) -> Bool {
    func areEqual<Comparable: Equatable>(_ type: Comparable.Type) -> Bool {
      guard let a = a as? Comparable, let b = b as? Comparable else { return false }
      return a == b
    }
    guard let type = Value.self as? any Equatable.Type else { return false }
    return areEqual(type)
  }
}
