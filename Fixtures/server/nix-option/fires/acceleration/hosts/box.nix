{ ... }:
{
  networking.hostName = "box";
  services.ollama = { enable = true; acceleration = "cuda"; };
}
