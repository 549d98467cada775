import Syntax
import Vocabulary

/// Virtual machines of libvirt: `virsh dumpxml`, `/etc/libvirt/qemu/NAME.xml`, what `virsh define` reads.
///
/// Schema and meaning: https://libvirt.org/formatdomain.html
public enum LibvirtFormat: Format {
  public static let name = "libvirt"

  public static let endings = [".xml"]

  public static func recognises(_ candidate: Candidate) -> Recognition {
    let isNamed = isNamed(candidate.name) || candidate.path.isEmpty
    return isNamed && startsDomain(candidate.head) ? .byContent : .no
  }

  /// Whether the first element is `<domain ... type=...>`, past declaration, comments and blanks.
  ///
  /// Other software has a `<domain>` too; libvirt's must say by what it is run.
  static func startsDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    var i = bytes.startIndex
    while let open = bytes[i...].firstIndex(of: 0x3C) {
      let rest = bytes[open...]
      if rest.starts(with: "<!--".utf8) {
        guard let end = firstIndex(of: "-->", in: rest) else { return false }
        i = end + 3
      } else if rest.starts(with: "<?".utf8) {
        guard let end = rest.firstIndex(of: 0x3E) else { return false }
        i = end + 1
      } else {
        guard rest.starts(with: "<domain".utf8) else { return false }
        return type(rest.dropFirst(7)).map(["kvm", "qemu", "hvf"].contains) ?? false
      }
    }
    return false
  }

  /// The value of `type` among the attributes of a tag; blanks may stand on both sides of `=`.
  private static func type(_ tag: ArraySlice<UInt8>) -> String? {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    var rest = tag
    while rest.first.map(isBlank) == true {
      rest = rest.drop(while: isBlank)
      let name = rest.prefix { !isBlank($0) && $0 != 0x3D && $0 != 0x3E && $0 != 0x2F }
      rest = rest.dropFirst(name.count).drop(while: isBlank)
      guard !name.isEmpty, rest.first == 0x3D else { return nil }
      rest = rest.dropFirst().drop(while: isBlank)
      guard let quote = rest.first, quote == 0x22 || quote == 0x27 else { return nil }
      let value = rest.dropFirst().prefix { $0 != quote }
      if name.elementsEqual("type".utf8) { return String(decoding: value, as: UTF8.self) }
      rest = rest.dropFirst(value.count + 2)
    }
    return nil
  }

  private static func firstIndex(of mark: String, in bytes: ArraySlice<UInt8>) -> Int? {
    let mark = Array(mark.utf8)
    return bytes.indices.first { bytes[$0...].starts(with: mark) }
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    do throws(SyntaxError) {
      let tree = try XMLTreeParser.parse(document.source)
      reading.comments = tree.comments
      if let domain = LibvirtDomain(document, tree) {
        reading.facts = LibvirtReader(domain, in: workspace).facts()
      }
    } catch {
      // A template with holes between the tags is nobody's mistake unless it is about models.
      let isOurs = document.source.mentionsOllama || ModelPurpose.isNamed(inPath: document.id.path)
      if isOurs { reading.problems.append(.init(rule: "syntax/xml", error)) }
    }
    return reading
  }

  public static func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    LibvirtAddition.edits(addition, in: document.source)
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    document.holes.isEmpty ? (try? XMLTreeParser.parse(document.source)).map(LibvirtWriter.init) : nil
  }
}
