{ pkgs, ... }:
{
  services.ollama = {
    enable = true;
    acceleration = "cuda";
    listenAddress = "0.0.0.0:11434";
    enviromentVariables = { OLLAMA_KEEP_ALIVE = "24h"; };
  };
}
