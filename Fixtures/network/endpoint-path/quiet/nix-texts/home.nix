{ config, pkgs, ... }:
{
  home.file.".continue/config.yaml".text = ''
    name: Local
    version: 0.0.1
    schema: v1
    models:
      - name: Qwen
        provider: ollama
        model: qwen3:8b
        apiBase: ${config.local.ollama}
        roles: [edit]
  '';
  # An escape of Nix: not the text as it stands.
  xdg.configFile."aichat/config.yaml".text = ''
    model: ollama:qwen3:8b
    clients:
      - type: openai-compatible
        name: ollama
        api_base: ''${OLLAMA}
  '';
}
