import ClientDescription
import Syntax

/// What a description cannot say of a program, in code: named in the description by `hook`.
protocol ClientHook: Sendable {
  /// Whether a condition `$hook: NAME` holds at a place.
  func holds(_ name: String, at scope: SettingsScope, in view: SettingsView) -> Bool
  /// Whether the program may read a file of that name; nothing is made of it otherwise.
  func mayBeRead(_ document: Document, in workspace: any Workspace) -> Bool
  /// Adds what the description leaves out.
  func add(to file: inout ClientFile, _ view: SettingsView)
  /// The settings as they are written in a file of another name and syntax; `nil` where something would be lost.
  func conversion(of tree: SettingsTree, to name: String) -> String?
}

extension ClientHook {
  func holds(_ name: String, at scope: SettingsScope, in view: SettingsView) -> Bool { false }
  func mayBeRead(_ document: Document, in workspace: any Workspace) -> Bool { true }
  func add(to file: inout ClientFile, _ view: SettingsView) {}
  func conversion(of tree: SettingsTree, to name: String) -> String? { nil }
}

enum ClientHooks {
  static func named(_ name: HookName) -> (any ClientHook)? {
    switch name {
    case .aider: AiderHook()
    case .claudeCode: ClaudeCodeHook()
    case .continueSettings: ContinueHook()
    case .code: nil
    }
  }
}
