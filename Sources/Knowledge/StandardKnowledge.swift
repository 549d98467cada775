import Catalogue
import Platform

/// The facts about models and GPUs that this program works with: its own, or those of a newer file that
/// `ollama-lint knowledge update` put in its place.
public struct StandardKnowledge: Sendable {
  /// The day that the facts are of.
  public let date: CalendarDay
  /// The file that they are from; `nil` where they are the program's own.
  public let file: String?
  /// Why an installed file is not used.
  public let problem: String?
  package let models: CatalogueTable
  package let gpus: CatalogueTable
  package let quants: CatalogueTable
  package let buffers: CatalogueTable

  /// What this process works with, read once.
  public static let current = StandardKnowledge(installedAt: path)

  /// What the program itself carries.
  public static let builtIn = StandardKnowledge(installedAt: nil)

  /// Days after which facts are called old: new models appear in the library every week.
  public static let freshDays = 180

  /// Where an installed file lies: `OLLAMA_LINT_KNOWLEDGE`, else below `XDG_DATA_HOME` or `~/.local/share`.
  ///
  /// `nil` where no folder is known, or where the variable is `none`.
  public static var path: String? {
    if let own = variable("OLLAMA_LINT_KNOWLEDGE") { return own == "none" ? nil : own }
    if let data = variable("XDG_DATA_HOME"), data.hasPrefix("/") {
      return data + "/ollama-lint/knowledge.tsv"
    }
    return variable("HOME").map { $0 + "/.local/share/ollama-lint/knowledge.tsv" }
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  init(installedAt path: String?) {
    let own = Tables.date.first.flatMap(CalendarDay.init) ?? CalendarDay.earliest
    var tables = Self.builtInTables
    var date = own
    var file: String?
    var problem: String?
    if let path, let bytes = FileBytes.read(path, limit: KnowledgeFile.largest) {
      do {
        let read = try KnowledgeFile(bytes)
        if let missing = Self.missing(in: read) {
          problem = "\(path) is of another version: \(missing)"
        } else if read.date > own {
          tables.merge(read.tables) { $1 }
          (date, file) = (read.date, path)
        }
      } catch {
        problem = "\(path), \(error)"
      }
    }
    self.date = date
    self.file = file
    self.problem = problem
    models = tables["models"] ?? CatalogueTable("", columns: [])
    gpus = tables["gpus"] ?? CatalogueTable("", columns: [])
    quants = tables["quants"] ?? CatalogueTable("", columns: [])
    buffers = tables["buffers"] ?? CatalogueTable("", columns: [])
  }

  private static var builtInTables: [String: CatalogueTable] {
    [
      "models": CatalogueTable(Tables.models, columns: Tables.modelsColumns),
      "gpus": CatalogueTable(Tables.gpus, columns: Tables.gpusColumns),
      "quants": CatalogueTable(Tables.quants, columns: Tables.quantsColumns),
      "buffers": CatalogueTable(Tables.buffers, columns: Tables.buffersColumns),
    ]
  }

  /// What this program needs and a file does not have, in words; `nil` where it can be used.
  public static func missing(in file: KnowledgeFile) -> String? {
    for (name, table) in builtInTables.sorted(by: { $0.key < $1.key }) {
      guard let other = file.tables[name] else { return "table \(name) is missing" }
      let columns = Set(other.columns)
      if let column = table.columns.first(where: { !columns.contains($0) }) {
        return "the table \(name) has no column \(column)"
      }
    }
    return nil
  }

  /// Days between the facts and another day.
  public func age(on day: CalendarDay) -> Int { day.daysSinceEpoch - date.daysSinceEpoch }

  /// Models and GPUs that are known.
  public var counts: (models: Int, gpus: Int) { (models.rowCount, gpus.rowCount) }

  /// The facts as a file of their own.
  public func rendered() -> [UInt8] {
    var bytes = Array((KnowledgeFile.signature + "\(date)\n").utf8)
    for (name, table) in [("buffers", buffers), ("gpus", gpus), ("models", models), ("quants", quants)] {
      bytes += Array("[\(name)]\n\(table.columns.joined(separator: "\t"))\n".utf8) + table.storedBytes
    }
    return bytes
  }

  /// Public keys that may sign a file, in the form of `ssh-keygen`'s allowed signers.
  public static var signers: [String] { Tables.signers }
}

/// A file's bytes, where it can be read; also one of `/proc` or `/sys`, which has no size.
enum FileBytes {
  static func read(_ path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return Descriptor.readAll(descriptor, limit: limit)
  }
}
