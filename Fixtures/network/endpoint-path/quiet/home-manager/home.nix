{ config, lib, ... }:
let port = 11434;
in {
  programs.opencode = {
    enable = true;
    settings = lib.mkMerge [
      { provider.ollama = {
          npm = "@ai-sdk/openai-compatible";
          options = { baseURL = "http://localhost:${toString port}/v1"; apiKey = config.age.secrets.key.path; };
          models = { "qwen3:8b" = { name = "Qwen"; limit = { context = 32768; output = 8192; }; }; };
        };
      }
    ];
  };
  programs.mods = {
    enable = false;
    settings.apis.ollama.base-url = "http://localhost:11434";
  };
  programs.aichat.settings = lib.importJSON ./ollama.json;
}
