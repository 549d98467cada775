{ pkgs, ... }:
let
  yaml = pkgs.formats.yaml { };
in
{
  home.file.".continue/config.yaml".text = ''
    name: Local
    version: 0.0.1
    schema: v1
    models:
      - name: Qwen
        provider: ollama
        model: qwen3:8b
        apiBase: http://localhost:11434
        roles: [edit]
  '';
  xdg.configFile."aichat/config.yaml".source = yaml.generate "config.yaml" {
    model = "ollama:qwen3:8b";
    clients = [
      { type = "openai-compatible"; name = "ollama"; api_base = "http://localhost:11434"; models = [ { name = "qwen3:8b"; } ]; }
    ];
  };
}
