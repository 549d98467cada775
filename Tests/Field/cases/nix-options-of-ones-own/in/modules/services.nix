{ config, lib, ... }:
{
  options.services.ollama.models = lib.mkOption { default = [ ]; };
  config = {
    home.services.ollama = { enable = true; environmentVariables.OLLAMA_NUM_CTX = "1"; };
    virtualisation.docker.enable = true;
  };
}
