{ config, pkgs, ... }:
{
  environment.systemPackages = with pkgs; [
    git
    (callPackage ./tool.nix { })
    (vim-full.override { guiSupport = "no"; })
  ];
  services.ollama = {
    enable = true;
    environmentVariables.OLLAMA_NUM_CTX = "8192";
  };
}
