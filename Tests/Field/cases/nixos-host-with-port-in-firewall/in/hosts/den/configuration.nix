{ pkgs, ... }:
{
  networking.hostName = "den";
  networking.firewall.allowedTCPPorts = [ 22 11434 ];
  services.ollama = {
    enable = true;
    package = pkgs.ollama-vulkan;
    host = "0.0.0.0";
  };
}
