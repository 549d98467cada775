{ pkgs, ... }:
{
  services.ollama = {
    enable = true;
    package = pkgs.ollama;
  };
  services.xserver.videoDrivers = [ "nvidia" ];
}
