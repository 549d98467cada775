import Syntax
import Testing
import Vocabulary

@testable import Formats

/// Files of variables that a shell or launchd reads give a program what that reader gives it, and nothing else.
///
/// Sources: direnv(1) (`.envrc` is a bash script, of which direnv keeps what is exported); fish documentation, `set` and
/// "Variables" (`-x` exports, a list is passed on with spaces, the last assignment counts, `#` begins a comment between words);
/// launchd.plist(5) (EnvironmentVariables is a dictionary of strings, which nothing expands).
@Suite struct ShellEnvironmentTests {
  /// The value of OLLAMA_KEEP_ALIVE as it is said of; `nil` where nothing is.
  private static func said(_ reading: Reading) -> String? {
    reading.facts(.key).last {
      $0.text(.name) == "OLLAMA_KEEP_ALIVE" && $0[.status] == .known && !$0.has(.consequence)
    }?
    .text(.value)
  }

  @Test(arguments: [
    ("export OLLAMA_KEEP_ALIVE=5minutes", "5minutes"),
    ("export OLLAMA_KEEP_ALIVE='5 minutes' # five", "5 minutes"),
    ("export OLLAMA_KEEP_ALIVE=\"5 minutes\"", "5 minutes"),
    ("export OLLAMA_KEEP_ALIVE=5#minutes", "5#minutes"),
    ("# export OLLAMA_KEEP_ALIVE=5minutes", nil), ("dotenv\nPATH_add bin\nexport OLLAMA_KEEP_ALIVE=1h", "1h"),
    ("export OLLAMA_KEEP_ALIVE=$(pass show x)", nil),
  ])
  func direnvPassesOnWhatBashExports(_ text: String, _ expected: String?) {
    #expect(Self.said(ShellFormat.read(text + "\n", at: ".envrc")) == expected)
  }

  @Test(arguments: [
    ("set -gx OLLAMA_KEEP_ALIVE 5minutes", "5minutes"),
    ("set -x OLLAMA_KEEP_ALIVE '5 minutes' # five", "5 minutes"),
    ("set --export --global OLLAMA_KEEP_ALIVE 5minutes", "5minutes"),
    ("set -Ux OLLAMA_KEEP_ALIVE 5minutes", "5minutes"),
    ("set -gx OLLAMA_KEEP_ALIVE 5\\ minutes", "5 minutes"), ("# set -gx OLLAMA_KEEP_ALIVE 5minutes", nil),
    ("set -e OLLAMA_KEEP_ALIVE", nil), ("set -gx OLLAMA_KEEP_ALIVE (pass show x)", nil),
    ("set -gx OLLAMA_KEEP_ALIVE 1h; set -gx OLLAMA_KEEP_ALIVE 2h", "2h"),
  ])
  func fishPassesOnWhatIsSetWithX(_ text: String, _ expected: String?) {
    #expect(Self.said(ShellFormat.read(text + "\n", at: ".config/fish/config.fish")) == expected)
  }

  @Test func fishPassesOnNothingThatIsNotExported() {
    let reading = ShellFormat.read("set -g OLLAMA_KEEP_ALIVE 5minutes\n", at: ".config/fish/config.fish")
    #expect(Self.said(reading) == nil && reading.key("OLLAMA_KEEP_ALIVE")?[.problem] == .noAssignment)
  }

  @Test(arguments: [
    ("<string>5minutes</string>", "5minutes"), ("<string>\"5m\"</string>", "\"5m\""),
    ("<string>$TIME</string>", "$TIME"),
    ("<string>5 minutes # five</string>", "5 minutes # five"), ("<string>5&#x6d;inutes</string>", "5minutes"),
    ("<string/>", ""), ("<!-- <string>5minutes</string> --><string>1h</string>", "1h"),
  ])
  func launchdPassesOnTextsAsTheyAre(_ element: String, _ expected: String?) {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <plist version="1.0"><dict>
      <key>Label</key><string>ollama</string>
      <key>ProgramArguments</key><array><string>/usr/local/bin/ollama</string><string>serve</string></array>
      <key>EnvironmentVariables</key><dict><key>OLLAMA_KEEP_ALIVE</key>\(element)</dict>
      </dict></plist>

      """
    #expect(Self.said(LaunchdFormat.read(text, at: "Library/LaunchAgents/ollama.plist")) == expected)
  }
}
