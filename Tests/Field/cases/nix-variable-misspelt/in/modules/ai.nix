{ pkgs, ... }: {
  services.ollama.enable = true;
  services.ollama.package = pkgs.ollama-cuda;
  services.ollama.environmentVariables.OLLAMA_KEEPALIVE = "24h";
}
