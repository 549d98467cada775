/// The keys that OpenCode reads, of both versions.
///
/// Sources: anomalyco/opencode, `opencode.ai/config.json` of July 2026; `packages/schema/src/config.ts` and
/// `packages/core/src/config/normalize.ts` for version 2.
enum OpenCodeSchema {
  static let top: Set<String> = [
    "$schema", "shell", "logLevel", "server", "command", "skills", "references", "watcher", "snapshot",
    "plugin", "share", "autoupdate", "disabled_providers", "enabled_providers", "model", "small_model",
    "default_agent", "subagent_depth", "username", "agent", "provider", "mcp", "formatter", "lsp",
    "instructions", "permission", "tools", "attachment", "enterprise", "tool_output", "compaction",
    "experimental", "providers", "agents", "commands", "plugins", "permissions", "snapshots", "media",
    "update",
  ]

  static let provider: Set<String> = [
    "npm", "name", "id", "env", "api", "options", "models", "whitelist", "blacklist", "package", "settings",
    "headers", "body", "disabled",
  ]

  static let model: Set<String> = [
    "id", "name", "family", "release_date", "attachment", "reasoning", "temperature", "tool_call",
    "interleaved", "cost", "limit", "modalities", "experimental", "status", "options", "headers", "provider",
    "variants", "modelID", "capabilities", "settings", "body", "disabled", "description",
  ]

  /// Keys of a model that do nothing beside its provider's.
  static let ofModels: Set<String> = ["limit", "tool_call", "reasoning", "attachment", "modalities", "cost"]

  /// Keys of other programs for what OpenCode calls otherwise.
  static let modelAliases: [String: String] = [
    "tools": "tool_call", "tool_calls": "tool_call", "toolCall": "tool_call", "supportsTools": "tool_call",
    "supports_tools": "tool_call", "tool_use": "tool_call", "function_calling": "tool_call",
    "contextWindow": "limit.context", "context_window": "limit.context", "contextLength": "limit.context",
    "context_length": "limit.context", "context": "limit.context", "maxContext": "limit.context",
    "max_tokens": "limit.output", "maxTokens": "limit.output", "maxOutputTokens": "limit.output",
    "max_output_tokens": "limit.output",
  ]
}
