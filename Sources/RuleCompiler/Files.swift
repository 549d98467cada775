import Platform

/// The bytes of the file; `nil` if it cannot be read.
func read(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 64 * 1024)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { break }
    bytes += chunk[..<count]
  }
  return ferror(file) == 0 ? bytes : nil
}

/// Writes the whole file; `false` if it cannot be written.
func write(_ text: String, to path: String) -> Bool {
  guard let file = fopen(path, "wb") else { return false }
  let bytes = Array(text.utf8)
  let isComplete = fwrite(bytes, 1, bytes.count, file) == bytes.count
  return fclose(file) == 0 && isComplete
}

/// What is in the folder where `pattern` says (`*` is one level), sorted; a folder's path ends with `/`.
func paths(in folder: String, matching pattern: String) -> [String] {
  // The folder's own name may hold what `glob` would take for a pattern.
  let escaped = folder.map { "*?[]\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  var result = glob_t()
  defer { globfree(&result) }
  guard glob(escaped + "/" + pattern, GLOB_MARK, nil, &result) == 0 else { return [] }
  return (0..<Int(result.gl_pathc)).compactMap { index in
    result.gl_pathv[index].map { String(cString: $0) }
  }.sorted()
}

private func complain(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = write(2, bytes, bytes.count)
}

/// Prints lines on standard error and ends with a failure.
func fail(_ lines: [String]) -> Never {
  lines.forEach(complain)
  exit(1)
}
