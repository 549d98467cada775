/// Credentials whose place in a command, or in settings, tells them.
extension CredentialSearch {
  /// `curl -u user:PASSWORD`, `sshpass -p PASSWORD`, `docker login -p PASSWORD`, `mysql -pPASSWORD`, and what a command is
  /// handed: `echo PASSWORD | docker login --password-stdin`.
  func login(_ start: Int, _ end: Int) -> TextRange? {
    guard bytes[start] == 0x2D else { return handed(start, end) }
    if let range = user(start, end) { return range }
    let word = bytes[start..<end]
    func isOne(_ words: [String]) -> Bool { words.contains { word.elementsEqual($0.utf8) } }
    if isOne(["-H", "--header", "--headers"]) { return header(behind: end) }
    if isOne(["-u", "--user", "--proxy-user"]) { return part(of: argument(behind: end), behind: 0x3A) }
    // What is before the word is looked at last: a text may have very many that begin so.
    for option in Self.options {
      switch option.form {
      case .whole where isOne(option.names) && follows(option.programs, start):
        return argument(behind: end).flatMap(real)
      case .behind(let mark) where isOne(option.names) && follows(option.programs, start):
        return part(of: argument(behind: end), behind: mark)
      case .glued:
        guard
          let name = option.names.first(where: { word.starts(with: $0.utf8) && word.count > $0.utf8.count }),
          follows(option.programs, start)
        else { continue }
        return real(TextRange(start + name.utf8.count, argument(from: start).end))
      case .whole, .behind: continue
      }
    }
    return nil
  }

  /// An option of a program that receives a password or a token.
  private struct Option {
    enum Form {
      /// The next word.
      case whole
      /// What is after a sign in the next word, as in `user:PASSWORD`.
      case behind(UInt8)
      /// What follows in the same word.
      case glued
    }

    let programs: [String]
    let names: [String]
    let form: Form

    init(_ programs: [String], _ names: [String], _ form: Form) {
      self.programs = programs
      self.names = names
      self.form = form
    }
  }

  /// By the programs' own manuals.
  private static let options = [
    Option(["openssl"], ["-k", "-1", "-5", "-6", "-apr1"], .whole),
    Option(["login", "sshpass", "useradd", "usermod"], ["-p", "--password"], .whole),
    Option(["mysql", "mysqldump", "mariadb", "mysqladmin", "7z", "7za"], ["-p"], .glued),
    Option(["unzip"], ["-P"], .glued), Option(["zip", "unzip"], ["-P"], .whole),
    Option(["curl"], ["-U", "--cert", "-E"], .behind(0x3A)),
    Option(["curl"], ["--oauth2-bearer", "--pass", "--proxy-pass"], .whole),
    Option(["smbclient", "rpcclient"], ["-U", "--user"], .behind(0x25)),
    Option(["redis-cli"], ["-a", "--pass"], .whole),
    Option(["mosquitto_pub", "mosquitto_sub"], ["-P", "--pw"], .whole),
    Option(["ssh-keygen"], ["-N", "-P"], .whole),
  ]

  private func part(of value: TextRange?, behind mark: UInt8) -> TextRange? {
    guard let value, let place = bytes[value.start..<value.end].firstIndex(of: mark) else { return nil }
    return real(TextRange(place + 1, value.end))
  }

  /// The value of a header that a flag adds, whatever its name is: `--header 'X-Custom: VALUE'`.
  private func header(behind end: Int) -> TextRange? {
    guard let name = argument(behind: end) else { return nil }
    // The next item of a list, `[--header, 'NAME: value']`, is where `argument` gets, too.
    var position = name.end
    guard position > name.start, bytes[position - 1] == 0x3A else { return nil }
    // What has a name that tells, or a scheme, is found by that.
    let word = bytes[name.start..<(position - 1)]
    guard word.allSatisfy(\.isOfWord), Credentials.telling(word) == .nothing else { return nil }
    skip(&position, [0x20, 0x09])
    let value = argument(from: position)
    let text = bytes[value.start..<value.end]
    // Names of models are of small letters.
    let isMixed = [0x30...0x39, 0x41...0x5A, 0x61...0x7A].allSatisfy { (kind: ClosedRange<UInt8>) in text.contains { kind.contains($0) } }
    let string = String(decoding: text, as: UTF8.self)
    return Credentials.isHexadecimal(string)
      || isMixed && text.allSatisfy(CredentialForms.isPart) && Credentials.looksReal(string) ? value : nil
  }

  /// The password or its hash in a label of Traefik: `basicauth.users=NAME:HASH`.
  func users(_ start: Int, _ end: Int) -> TextRange? {
    guard end - start == 5, start > 10, bytes[start] | 0x20 == 0x75, bytes[start..<end].map({ $0 | 0x20 }).elementsEqual("users".utf8),
      bytes[(start - 10)..<start].map({ $0 | 0x20 }).elementsEqual("basicauth.".utf8.map { $0 | 0x20 }), end < bytes.count,
      bytes[end] == 0x3D || bytes[end] == 0x3A
    else { return nil }
    var position = end + 1
    skip(&position, [0x20, 0x09, 0x22, 0x27])
    let value = argument(from: position)
    guard let colon = bytes[value.start..<value.end].firstIndex(of: 0x3A) else { return nil }
    let range = TextRange(colon + 1, value.end)
    // Hashes have their own form.
    return range.length < 4 || bytes[range.start] == 0x24 ? nil : range
  }

  /// The password after curl's `-u` among other short flags or with the user's name in one word: `-fsSLu me:PASSWORD`,
  /// `-ume:PASSWORD`.
  private func user(_ start: Int, _ end: Int) -> TextRange? {
    guard end - start > 2, bytes[start + 1] != 0x2D, bytes[start..<end].contains(UInt8(ascii: "u")),
      follows(["curl"], start)
    else { return nil }
    if end < bytes.count, bytes[end] == 0x3A { return real(argument(from: end + 1)) }
    guard bytes[end - 1] == UInt8(ascii: "u"), let value = argument(behind: end),
      let colon = bytes[value.start..<value.end].firstIndex(of: 0x3A),
      !bytes[colon...].starts(with: "://".utf8)
    else { return nil }
    return real(TextRange(colon + 1, value.end))
  }

  /// Commands whose next word is a token or a password.
  private static let verbs = [
    ("vault", "login"), ("bw", "unlock"), ("rclone", "obscure"), ("nmcli", "password"),
    ("cloudflared", "install"),
    ("ngrok", "add-authtoken"), ("ngrok", "authtoken"), ("login", "password"),
  ].map { (program: $0.0, verb: Array($0.1.utf8)) }
  private static let sayers = ["echo", "printf"].map { Array($0.utf8) }
  private static let runners = ["sudo", "docker", "podman", "nerdctl"].map { Array($0.utf8) }
  private static let keeper = Array("htpasswd".utf8)

  /// By what the words begin with that `handed` asks for.
  private static let handing: [Bool] = {
    var firsts = [Bool](repeating: false, count: 256)
    for word in verbs.map(\.verb) + [keeper] + sayers + runners {
      if let first = word.first { firsts[Int(first)] = true }
    }
    return firsts
  }()

  /// The last word of a command that has its password there: `htpasswd -bc FILE USER PASSWORD`.
  private func last(behind start: Int) -> TextRange? {
    var (position, last): (Int, TextRange?) = (start, nil)
    while let value = argument(behind: position), value.length > 0, value.end - start < limit,
      !bytes[position..<value.start].contains(0x0A)
    {
      last = value
      position = value.end
      skip(&position, [0x22, 0x27])
    }
    return last.flatMap(real)
  }

  /// What a command is given by another or by a here-string, and the token after `vault login`.
  private func handed(_ start: Int, _ end: Int) -> TextRange? {
    // Nearly every word of a file comes by here.
    guard Self.handing[Int(bytes[start])] else { return nil }
    func isWord(_ word: [UInt8]) -> Bool { word.count == end - start && word.elementsEqual(bytes[start..<end]) }
    for (program, verb) in Self.verbs where isWord(verb) && follows([program], start) {
      return argument(behind: end).flatMap(real)
    }
    if isWord(Self.keeper) { return last(behind: end) }
    let isSaid = Self.sayers.contains(where: isWord)
    guard isSaid || Self.runners.contains(where: isWord) else { return nil }
    var last = end
    while last < bytes.count, last - end < limit, bytes[last] != 0x0A { last += 1 }
    let line = bytes[end..<last]
    guard
      ["--password-stdin", "sudo -S", "chpasswd"].contains(where: { line.contains(bytesOf: $0) })
        || !isSaid && line.contains(bytesOf: "-S ")
    else { return nil }
    guard isSaid else {
      guard let mark = line.indices.first(where: { line[$0...].starts(with: "<<<".utf8) }) else { return nil }
      return argument(behind: mark + 3).flatMap(real)
    }
    var position = end
    // Options and formats: `-n`, `'%s'`.
    while let value = argument(behind: position), value.end <= last, value.length > 0 {
      if let range = real(value) { return range }
      guard value.length <= 4 else { return nil }
      position = value.end
      skip(&position, [0x22, 0x27])
    }
    return nil
  }

  /// `"key": "..."` in JSON, `:key "..."` and `:api-key (lambda () "...")` in Lisp.
  func key(_ start: Int, _ end: Int) -> TextRange? {
    guard start > 0, [0x22, 0x27, 0x3A, 0x5C].contains(bytes[start - 1]) else { return nil }
    let isKey = end - start == 3 && bytes[start..<end].map { $0 | 0x20 }.elementsEqual("key".utf8)
    let isLisp = bytes[start - 1] == 0x3A
    guard isKey || isLisp && Credentials.isName(bytes[start..<end]) else { return nil }
    var position = end
    skip(&position, [0x22, 0x27, 0x5C])
    skip(&position, [0x20, 0x3A, 0x3D])
    guard position > end else { return nil }
    // A function that gives it.
    if isLisp, position < bytes.count, bytes[position] == 0x28 {
      position = bytes[position...].prefix(64).firstIndex { $0 == 0x22 || $0 == 0x0A } ?? position
    }
    let from = position
    skip(&position, [0x22, 0x27, 0x5C])
    guard position > from else { return nil }
    let range = argument(from: position)
    let text = String(decoding: bytes[range.start..<range.end], as: UTF8.self)
    return Credentials.looksReal(text) && Credentials.mayBeReal(text) ? range : nil
  }

  /// The hash of a password, as `htpasswd` writes it; in a Compose file each dollar sign occurs twice.
  func hash(at start: Int) -> TextRange? {
    let forms = ["apr1", "2y", "2a", "2b", "5", "6", "y", "argon2id"]
    var name = start
    while name < bytes.count, name - start < 2, bytes[name] == 0x24 { name += 1 }
    guard let form = forms.first(where: { bytes[name...].starts(with: $0.utf8) }) else { return nil }
    let end = name + form.utf8.count
    guard end < bytes.count, bytes[end] == 0x24 else { return nil }
    var last = end
    while last < bytes.count, last - end < 256,
      !Self.endsValue(bytes[last]) || bytes[last] == 0x2C && form == "argon2id"
    {
      last += 1
    }
    return last - end >= 16 ? TextRange(start, last) : nil
  }

  /// The end of what a quote holds, where it holds several lines.
  func closing(_ quote: UInt8, from position: Int) -> Int? {
    guard position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D else { return nil }
    var end = position
    while end < bytes.count, end - position < limit {
      if bytes[end] == quote { return end }
      end += 1
    }
    return nil
  }

  private func argument(behind end: Int) -> TextRange? {
    var position = end
    skip(&position, [0x22, 0x27, 0x5C])
    if position < bytes.count, bytes[position] == 0x2C { position += 1 }
    if position < bytes.count, bytes[position] == 0x3D { position += 1 }
    skip(&position, [0x20, 0x09])
    skip(&position, [0x22, 0x27, 0x5C])
    return position > end ? argument(from: position) : nil
  }

  private func argument(from start: Int) -> TextRange {
    var end = start
    while end < bytes.count, end - start < limit, !Self.endsValue(bytes[end]) { end += 1 }
    return TextRange(start, end)
  }

  private func real(_ range: TextRange) -> TextRange? {
    Credentials.mayBeReal(String(decoding: bytes[range.start..<range.end], as: UTF8.self)) ? range : nil
  }

  /// Whether one of some words is before a place in its line.
  private func follows(_ words: [String], _ place: Int) -> Bool {
    var start = place
    while start > 0, place - start < 256, bytes[start - 1] != 0x0A { start -= 1 }
    while start < place {
      var end = start
      while end < place, bytes[end].isOfWord { end += 1 }
      let word = bytes[start..<end]
      if words.contains(where: { word.elementsEqual($0.utf8) }) { return true }
      start = end + 1
    }
    return false
  }
}
