/// The keys that Aider reads (`aider/args.py`, `aider/models.py`, `aider/deprecated.py`).
enum AiderKeys {
  /// Long options without their dashes.
  static let config: Set<String> = Set(
    """
    model openai-api-key anthropic-api-key openai-api-base openai-api-type openai-api-version
    openai-api-deployment-id openai-organization-id set-env api-key list-models models model-settings-file
    model-metadata-file alias reasoning-effort thinking-tokens verify-ssl timeout edit-format chat-mode architect
    auto-accept-architect weak-model editor-model editor-edit-format show-model-warnings
    check-model-accepts-settings max-chat-history-tokens cache-prompts cache-keepalive-pings map-tokens map-refresh
    map-multiplier-no-files input-history-file chat-history-file restore-chat-history llm-history-file dark-mode
    light-mode pretty stream user-input-color tool-output-color tool-error-color tool-warning-color
    assistant-output-color completion-menu-color completion-menu-bg-color completion-menu-current-color
    completion-menu-current-bg-color code-theme show-diffs git gitignore add-gitignore-files aiderignore subtree-only
    auto-commits dirty-commits attribute-author attribute-committer attribute-commit-message-author
    attribute-commit-message-committer attribute-co-authored-by git-commit-verify commit commit-prompt dry-run
    skip-sanity-check-repo watch-files lint lint-cmd auto-lint test-cmd auto-test test analytics analytics-log
    analytics-disable analytics-posthog-host analytics-posthog-project-api-key just-check-update check-update
    show-release-notes install-main-branch upgrade update version message msg message-file gui browser copy-paste apply
    apply-clipboard-edits exit show-repo-map show-prompts voice-format voice-language voice-input-device
    disable-playwright file read vim chat-language commit-language yes-always verbose load encoding line-endings config
    env-file suggest-shell-commands fancy-input multiline notifications notifications-command detect-urls editor
    shell-completions
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  /// Switches of earlier releases, each for one model.
  static let switches = [
    "opus": "opus", "sonnet": "sonnet", "haiku": "haiku", "4": "gpt-4-0613", "4o": "gpt-4o",
    "mini": "gpt-4o-mini",
    "4-turbo": "gpt-4-1106-preview", "35turbo": "gpt-3.5-turbo", "deepseek": "deepseek", "o1-mini": "o1-mini",
    "o1-preview": "o1-preview",
  ]

  /// Keys of an entry in the file of model settings.
  static let settings: Set<String> = [
    "name", "edit_format", "weak_model_name", "use_repo_map", "send_undo_reply", "lazy", "overeager",
    "reminder",
    "examples_as_sys_msg", "extra_params", "cache_control", "caches_by_default", "use_system_prompt",
    "use_temperature",
    "streaming", "editor_model_name", "editor_edit_format", "reasoning_tag", "remove_reasoning",
    "system_prompt_prefix", "accepts_settings",
  ]
}
