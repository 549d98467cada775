import ClientDescription
import Syntax
import Vocabulary

/// What a description cannot say of a program, in code: named in the description by `hook`.
protocol ClientHook: Sendable {
  /// Whether a condition `$hook: NAME` holds at a place.
  func holds(_ name: String, at scope: SettingsScope, in view: SettingsView) -> Bool
  /// Whether the program may read a file of that name; nothing is made of it otherwise.
  func mayBeRead(_ document: Document, in workspace: any Workspace) -> Bool
  /// Adds what the description leaves out.
  func add(to file: inout ClientFile, _ view: SettingsView, _ servers: [ClientReader.Server], _ choices: [ClientReader.Choice])
  /// The settings as they are written in a file of another name and syntax; `nil` where something would be lost.
  func conversion(of tree: SettingsTree, to name: String) -> String?
  /// How a change is written that takes more than the place of one value; `nil` for all others.
  func edits(for change: Change, in file: ClientFile) -> [Edit]??
  /// Whether the hook judges what is chosen, as another provider may bring it along.
  var judgesChoices: Bool { get }
}

extension ClientHook {
  func holds(_ name: String, at scope: SettingsScope, in view: SettingsView) -> Bool { false }
  func mayBeRead(_ document: Document, in workspace: any Workspace) -> Bool { true }
  func add(
    to file: inout ClientFile, _ view: SettingsView, _ servers: [ClientReader.Server], _ choices: [ClientReader.Choice]
  ) {}
  func conversion(of tree: SettingsTree, to name: String) -> String? { nil }
  func edits(for change: Change, in file: ClientFile) -> [Edit]?? { nil }
  var judgesChoices: Bool { false }
}

enum ClientHooks {
  static func named(_ name: HookName) -> (any ClientHook)? {
    switch name {
    case .aider: AiderHook()
    case .claudeCode: ClaudeCodeHook()
    case .continueSettings: ContinueHook()
    case .openCode: OpenCodeHook()
    case .code: nil
    }
  }
}
