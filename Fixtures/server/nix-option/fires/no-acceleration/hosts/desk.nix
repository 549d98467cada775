{ config, pkgs, ... }:
{
  boot.initrd.kernelModules = [ "amdgpu" ];
  services.ollama.enable = true;
}
