import ArgumentParser
import Catalogue
import Knowledge
import Linter
import Reporting

/// `ollama-lint knowledge`: what the program knows about models and GPUs, and how old that is.
struct KnowledgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "knowledge", abstract: "Show, update or export the tables of models and GPUs.",
    subcommands: [Show.self, Update.self, Export.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    // Without a name, working one out of the type's takes a tenth of a short run.
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show the date of the tables and where they come from.")

    func run() throws { Terminal.write(KnowledgeText.summary(of: .current)) }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Print the tables as one file, as a release publishes them.")

    func run() throws { Terminal.write(StandardKnowledge.current.rendered()) }
  }

  struct Update: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "update", abstract: "Use newer tables from a release without installing a new version.",
      discussion: """
        The signature must be next to the file, as FILE.sig. Nothing is downloaded: get both from a release first.
        """)

    @Argument(help: ArgumentHelp("Knowledge file of a release, or the directory that holds it.", valueName: "file"))
    var path: String

    @Option(
      help: ArgumentHelp(
        "Trusted public keys for the principal ollama-lint, in ssh-keygen's allowed signers format (default: built in).",
        valueName: "file"))
    var signers: String?

    func run() throws {
      do throws(RunFailure) {
        try update()
      } catch {
        Terminal.complain("ollama-lint: " + SafeText.shown(error.message))
        Terminal.exit(2)
      }
    }

    private func update() throws(RunFailure) {
      let source = try newest(path)
      let (bytes, signature) = (try read(source), try read(source + ".sig"))
      guard signers != nil || !StandardKnowledge.signers.isEmpty else {
        throw RunFailure(
          message: "this build has no key to verify a signature with; pass a key file with --signers")
      }
      guard let target = StandardKnowledge.path else {
        throw RunFailure(message: "nowhere to store it: HOME and XDG_DATA_HOME are not set")
      }
      let file: KnowledgeFile
      do {
        file = try KnowledgeFile(bytes)
      } catch {
        throw RunFailure(message: "\(source), \(error)")
      }
      if let missing = StandardKnowledge.missing(in: file) {
        throw RunFailure(message: "\(source) is for another version of ollama-lint: \(missing)")
      }
      let known = StandardKnowledge.current.date
      guard file.date > known else {
        Terminal.write(
          "\(SafeText.shown(source)) is dated \(file.date); the tables in use are dated \(known). Nothing to do.\n"
        )
        return
      }
      // What is checked is what is kept: the copy, wherever the original goes meanwhile.
      let folder = String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)])
      do {
        try FileSystem.makeDirectories(above: target)
        for (name, content) in [("new", bytes), ("new.sig", signature)] {
          try FileSystem.replace(folder + "/" + name, with: content)
        }
        if signers == nil {
          let keys = StandardKnowledge.signers.joined(separator: "\n") + "\n"
          try FileSystem.replace(folder + "/signers", with: Array(keys.utf8))
        }
      } catch {
        throw RunFailure(message: "\(error.path): \(error.reason)")
      }
      defer { for name in ["new", "new.sig", "signers"] { FileSystem.remove(folder + "/" + name) } }
      switch KnowledgeSignature.check(
        folder + "/new", signature: folder + "/new.sig", signers: signers ?? folder + "/signers")
      {
      case .good: break
      case .bad:
        throw RunFailure(message: "\(source) is not signed by a trusted key; nothing was changed")
      case .noProgram:
        throw RunFailure(message: "OpenSSH's ssh-keygen is needed to check the signature and was not found")
      }
      do {
        try FileSystem.replace(target, with: bytes)
      } catch {
        throw RunFailure(message: "\(error.path): \(error.reason)")
      }
      Terminal.write("Models and GPUs are now known as of \(file.date) (before: \(known)).\n")
    }

    /// The file itself, or the last one in a folder by its name, which has the day in it.
    private func newest(_ path: String) throws(RunFailure) -> String {
      guard FileSystem.status(of: path, followingLink: true)?.kind == .directory else { return path }
      let names = FileSystem.entries(of: path).map(\.name)
        .filter { $0.hasPrefix("knowledge") && $0.hasSuffix(".tsv") }
      guard let name = names.max() else {
        throw RunFailure(message: "\(path) contains no knowledge-DATE.tsv")
      }
      return path + "/" + name
    }

    private func read(_ path: String) throws(RunFailure) -> [UInt8] {
      do {
        return try FileSystem.read(path, limit: KnowledgeFile.largest).bytes
      } catch {
        throw RunFailure(message: "\(path): \(error.reason)")
      }
    }
  }
}

/// What is known, in words.
enum KnowledgeText {
  static func summary(of knowledge: StandardKnowledge) -> String {
    let counts = knowledge.counts
    var text =
      "Models and GPUs as of \(knowledge.date): \(counts.models) model sizes, \(counts.gpus) GPUs\n"
    text += knowledge.file.map { "Source: \(SafeText.shown($0))\n" } ?? "Source: built in\n"
    if let problem = knowledge.problem { text += "Not used: \(SafeText.shown(problem))\n" }
    return text
  }

  /// One sentence where the tables are old on a day; `nil` where they are not.
  static func warning(about knowledge: StandardKnowledge, on day: CalendarDay) -> String? {
    let age = knowledge.age(on: day)
    guard age > StandardKnowledge.freshDays else { return nil }
    return
      "ollama-lint knows models and GPUs as of \(knowledge.date), \(age) days ago; newer ones may be missing. "
      + "Install a newer version, or run ollama-lint knowledge update."
  }
}
