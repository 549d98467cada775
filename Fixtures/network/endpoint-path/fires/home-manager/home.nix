{ pkgs, ... }:
{
  programs.opencode = {
    enable = true;
    settings.provider.ollama = {
      npm = "@ai-sdk/openai-compatible";
      options = { baseURL = "http://localhost:11434"; num_ctx = 36000; };
      models."llama3.1:8b" = { tools = true; };
    };
  };
  home-manager.users.me.programs.aichat = {
    enable = true;
    settings = {
      model = "ollama:qwen3:8b";
      clients = [
        { type = "openai-compatible"; name = "ollama"; api_base = "http://localhost:11434"; models = [ { name = "qwen3:8b"; } ]; }
        { type = "openai-compatible"; name = "other"; api_base = "http://localhost:8080/v1"; models = [ { name = "a"; } { name = "b"; max_input_tokens = 8192; } ]; }
      ];
    };
  };
  xdg.configFile."crush/crush.json".text = builtins.toJSON {
    providers.ollama = { type = "openai"; base_url = "http://localhost:11434"; models = [ { id = "qwen3:8b"; name = "Qwen"; } ]; };
  };
}
