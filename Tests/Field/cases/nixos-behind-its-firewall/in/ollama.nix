{ pkgs, ... }:
{
  services.ollama = {
    enable = true;
    package = pkgs.ollama-cuda;
  };
  systemd.services.ollama.serviceConfig.Environment = [ "OLLAMA_HOST=0.0.0.0:11434" ];
}
