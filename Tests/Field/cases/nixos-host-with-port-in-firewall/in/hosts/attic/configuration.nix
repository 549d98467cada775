{ pkgs, ... }:
{
  networking.hostName = "attic";
  networking.firewall.allowedTCPPorts = [ 22 443 ];
  services.ollama = {
    enable = true;
    host = "0.0.0.0";
  };
}
