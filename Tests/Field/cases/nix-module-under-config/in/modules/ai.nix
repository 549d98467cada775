{ config, lib, pkgs, ... }:
let cfg = config.desk.ai;
in
{
  options.desk.ai.enable = lib.mkEnableOption "local models";

  config = lib.mkIf cfg.enable {
    services.ollama = {
      enable = true;
      package = pkgs.ollama-cuda;
      environmentVariables = {
        OLLAMA_NUM_CTX = "8192";
        OLLAMA_FLASH_ATTENTION = "1";
      };
    };
  };
}
