{ config, lib, pkgs, ... }:
let
  cfg = config.my.ai;
in
{
  config = lib.mkIf cfg.enable {
    services.xserver.videoDrivers = [ "nvidia" ];
    services.ollama = {
      enable = true; # the big machine
      package = pkgs.ollama-cuda;
      host = "127.0.0.1";
      loadModels = [ "llama3.2:3b" ];
      environmentVariables.OLLAMA_KEEP_ALIVE = "24h";
    };
  };
}
