{ pkgs, ... }:
{
  networking.hostName = "shed";
  networking.firewall.interfaces."tailscale0".allowedTCPPorts = [ 11434 ];
  services.ollama = { enable = true; host = "0.0.0.0"; };
}
