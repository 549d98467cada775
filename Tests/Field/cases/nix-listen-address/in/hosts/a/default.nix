{ config, lib, ... }:
{
  services = {
    ollama = {
      enable = true;
      acceleration = "rocm";
      listenAddress = "0.0.0.0:11434";
    };
  };
}
