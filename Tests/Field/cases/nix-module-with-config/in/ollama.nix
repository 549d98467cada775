{ config, lib, pkgs, ... }:
{
  options.modules.ollama.enable = lib.mkEnableOption "ollama";
  config = lib.mkIf config.modules.ollama.enable {
    services.ollama = {
      enable = true;
      environmentVariables = { OLLAMA_NUM_CTX = "8192"; };
      package = pkgs.ollama-cuda;
    };
  };
}
