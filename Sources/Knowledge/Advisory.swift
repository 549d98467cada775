/// A published vulnerability of Ollama itself, with the release that fixes it.
///
/// Only those whose fixed release is stated by the advisory or plain from the code are here.
public struct Advisory: Sendable, Hashable {
  public let id: String
  public let fixedIn: Version
  /// Completes "lets ...".
  public let consequence: String

  /// The gravest one that a version has; `nil` if none is known.
  public static func affecting(_ version: Version) -> Advisory? { all.first { version < $0.fixedIn } }

  /// The release in which all of them are fixed.
  public static var lastFix: Version? { all.map(\.fixedIn).max() }

  /// Gravest first (golang/vulndb issues 2901, 3104, 5748, 2699).
  private static let all: [Advisory] = [
    .init(
      id: "CVE-2024-37032", fixedIn: Version(0, 1, 34),
      consequence: "anyone who reaches the port write files and run code where the server runs"),
    .init(
      id: "CVE-2024-45436", fixedIn: Version(0, 1, 47),
      consequence: "a crafted archive write outside its directory"),
    .init(
      id: "CVE-2026-7482", fixedIn: Version(0, 17, 1),
      consequence: "anyone who reaches the port read the server's memory through a crafted model"),
  ]
}
