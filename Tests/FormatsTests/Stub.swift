@testable import Formats
import Knowledge
import Syntax
import Vocabulary

/// A root of a few files.
struct StubWorkspace: Workspace {
  var files: [String: String] = [:]
  var ignored: Set<String> = []

  func source(at path: String) -> SourceText? { files[path].map { SourceText($0) } }

  func kind(at path: String) -> EntryKind? {
    if files[path] != nil { return .file }
    return files.keys.contains { $0.hasPrefix(path + "/") } ? .directory : .missing
  }

  func names(in directory: String) -> [String] {
    let prefix = directory.isEmpty ? "" : directory + "/"
    return Set(
      files.keys.filter { $0.hasPrefix(prefix) }.compactMap {
        $0.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
      }
    ).sorted()
  }

  func weights(at path: String) -> Result<GGUFFile, GGUFError>? {
    files[path].map { text in
      do throws(GGUFError) { return .success(try GGUFFile(ByteSource(Array(text.utf8)))) } catch {
        return .failure(error)
      }
    }
  }

  func isIgnored(_ path: String) -> Bool { ignored.contains(path) }
}

extension Format {
  static func read(_ text: String, at path: String, in workspace: StubWorkspace = StubWorkspace()) -> Reading {
    CodedFormat(self).read(text, at: path, in: workspace)
  }

  static func change(
    _ text: String, at path: String, _ subject: Subject, _ address: [String], _ action: Change.Action
  )
    -> String?
  {
    CodedFormat(self).change(text, at: path, subject, address, action)
  }
}

extension FileFormat {
  func read(_ text: String, at path: String, in workspace: StubWorkspace = StubWorkspace()) -> Reading {
    read(Document(id: DocumentID(path), source: SourceText(text)), in: workspace)
  }

  /// The text after a change; `nil` if it cannot be said.
  func change(
    _ text: String, at path: String, _ subject: Subject, _ address: [String], _ action: Change.Action
  )
    -> String?
  {
    let document = Document(id: DocumentID(path), source: SourceText(text))
    let change = Change(FactID(subject, document.id, address), action)
    return edits(for: change, in: document, workspace: StubWorkspace()).flatMap(EditList.init)?
      .applied(to: document.source.bytes).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension Reading {
  func facts(_ subject: Subject) -> [Fact] { facts.filter { $0.subject == subject } }
  func fact(_ subject: Subject) -> Fact? { facts(subject).first }
  func key(_ name: String) -> Fact? { facts(.key).first { $0.text(.name) == name } }
}
