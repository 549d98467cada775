import ClientDescription
import Synchronization
import Syntax

/// The programs that are described under `Clients`, compiled into the tool.
enum BuiltInClients {
  /// Numbers of entries by the names of images: the same few images stand in all files.
  private static let images = Mutex<[String: Int?]>([:])

  static func description(of id: String) -> ClientDescription? { entries.first { $0.id == id }?.description }

  /// The program that an image holds; `nil` where no description names it.
  ///
  /// - Parameter repository: the image's name without its tag.
  static func entry(ofImage repository: String) -> ClientEntry? {
    if let known = images.withLock({ $0[repository] }) { return known.map { entries[$0] } }
    let name = repository.lowercased()
    let found = entries.firstIndex { $0.isImage(name) }
    images.withLock {
      if $0.count > 4096 { $0 = [:] }
      $0[repository] = .some(found)
    }
    return found.map { entries[$0] }
  }
}

/// A described program: how its files are told from others, and the description, which is decoded when the first of
/// them is read.
public struct ClientEntry: Sendable {
  public let id: String
  let signs: FileSigns
  /// Whether code reads its files.
  let isCoded: Bool
  private let load: @Sendable () -> ClientDescription

  public var description: ClientDescription { load() }

  init(
    id: String, certain: [String], certainContent: [[String]], possible: [String], content: [[String]],
    needed: [[String]], not: [String], suffixes: [String],
    languages: [String], images: [String], variables: [[String]], installs: [String], isCoded: Bool,
    description: @escaping @Sendable () -> ClientDescription
  ) {
    self.id = id
    self.isCoded = isCoded
    var signs = FileSigns()
    signs.certain = certain.map(FilePattern.init)
    signs.certainContent = certainContent
    signs.possible = possible.map(FilePattern.init)
    signs.content = content
    signs.needed = needed
    signs.not = not
    signs.suffixes = suffixes
    signs.languages = languages
    signs.images = images
    signs.variables = variables
    signs.installs = installs
    self.signs = signs
    load = description
  }

  /// A program that a project describes itself.
  public init(_ description: ClientDescription, signs: FileSigns) {
    id = description.id
    isCoded = false
    self.signs = signs
    load = { description }
  }

  /// A description that was checked when the tool was built.
  static func decoded(_ id: String, _ text: String, _ table: String?) -> ClientDescription {
    let file = "Clients/\(id).yaml"
    let keys = table.map { (file: file, source: SourceText($0)) }
    let decoded = try? ClientDecoder.client(id: id, file: file, source: SourceText(text), table: keys)
    return decoded?.description ?? ClientDescription()
  }

  // MARK: Recognition

  /// - Parameter name: of an image, without its tag, in lower case.
  func isImage(_ name: String) -> Bool {
    signs.images.contains { Glob.matches($0, name) || Glob.matches("*/" + $0, name) }
  }

  /// The words by which an env file with these names is known as the program's; `nil` where it is not.
  func sign(in names: Set<String>) -> [String]? {
    signs.variables.first { $0.allSatisfy(names.contains) }
  }

  var isOfAnyProgram: Bool { ClientDescription.isOfAnyProgram(id) }

  /// Whether env files are known to be its settings.
  var isSetUpByVariables: Bool { !signs.variables.isEmpty }

  /// Whether a container that is made so has the program.
  ///
  /// - Parameter recipe: what puts programs into it, in small letters.
  func isInstalled(by recipe: String) -> Bool { signs.installs.contains(where: recipe.contains) }

  func hint(_ name: FileName) -> NameHint {
    let path = name.parts
    if signs.certain.contains(where: { $0.matches(path) }) { return .certain }
    return signs.possible.contains { $0.matches(path) } ? .possible : .no
  }

  func recognises(_ candidate: Candidate) -> Recognition {
    let path = candidate.parts
    if !path.isEmpty,
      zip(signs.certain, signs.certainContent).contains(where: { pattern, texts in
        pattern.matches(path) && texts.allSatisfy { Self.isIn($0, candidate) }
      })
    {
      return signs.needed.isEmpty || Self.isThere(signs.needed, candidate) ? .byName : .no
    }
    guard !signs.content.isEmpty, isPossible(candidate), Self.isThere(signs.content, candidate) else {
      return .no
    }
    return signs.not.contains(where: candidate.mentions) ? .no : .byContent
  }

  private func isPossible(_ candidate: Candidate) -> Bool {
    if candidate.path.isEmpty {
      return signs.languages.isEmpty || candidate.language.map(signs.languages.contains) ?? true
    }
    return signs.suffixes.contains(where: candidate.name.lowercased.ends(exactly:))
  }

  private static func isThere(_ sets: [[String]], _ candidate: Candidate) -> Bool {
    sets.contains { $0.allSatisfy { isIn($0, candidate) } }
  }

  /// `^key:` is a key at the top of a YAML text, and `toml:key` of a TOML one, which is parsed only where the word is there.
  private static func isIn(_ sign: String, _ candidate: Candidate) -> Bool {
    if sign.hasPrefix("^"), sign.hasSuffix(":") {
      return candidate.outline.has(String(sign.dropFirst().dropLast()))
    }
    guard sign.hasPrefix("toml:") else { return candidate.mentions(sign) || isQuoted(sign, in: candidate) }
    let key = String(sign.dropFirst(5))
    guard candidate.mentions(key) else { return false }
    let source = SourceText(Array(candidate.head))
    guard let nodes = try? TOMLParser.parse(source).nodes else {
      // What a script writes to an unknown place may be of another kind.
      return !candidate.path.isEmpty && isLine(key, of: source)
    }
    return nodes.root.map { nodes.value(of: key, in: $0) != nil } ?? false
  }

  /// Whether `key:` or `key: value` is there in quotes, as JSON and careful people write it.
  private static func isQuoted(_ sign: String, in candidate: Candidate) -> Bool {
    guard !sign.contains("\""), let colon = sign.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let (key, value) = (sign[..<colon].trimmingBlanks, sign[colon...].dropFirst())
    if value.isEmpty { return !key.isEmpty && candidate.mentions("\"\(key)\":") }
    guard !key.isEmpty, value.first == " " else { return false }
    return ["\"\(key)\": \"", "\(key): \"", "\(key): '"].contains { candidate.mentions($0 + value.dropFirst()) }
  }

  /// Whether a line begins with a key or its table, in a text with a fault in it, which its program refuses.
  private static func isLine(_ key: String, of source: SourceText) -> Bool {
    let starts = ["\(key) =", "\(key)=", "[\(key)]", "[\(key)."].map { Array($0.utf8) }
    return source.bytes.split(separator: 0x0A).contains { line in starts.contains { line.starts(with: $0) } }
  }
}
