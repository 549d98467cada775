{ config, lib, pkgs, ... }:
with lib;
let
  cfg = config.my.ollama;
  models = [ "llama3.2:3b" ];
in {
  options.my.ollama.enable = mkEnableOption "ollama";
  config = mkIf cfg.enable {
    boot.initrd.kernelModules = [ "amdgpu" ];
    services.ollama = {
      enable = true;
      package = pkgs.ollama-rocm;
      host = "127.0.0.1";
      port = 11434;
      loadModels = models;
      environmentVariables = { OLLAMA_KEEP_ALIVE = "24h"; OLLAMA_MODELS = "${cfg.dir}/models"; };
    };
    systemd.services.ollama.serviceConfig = { DynamicUser = mkForce false; };
    home.file."x".text = ''
      OLLAMA_BAD = { ;
    '';
  };
}
