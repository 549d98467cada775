{ config, lib, ... }:
let cfg = config.my.ollama;
in {
  services.ollama = {
    enable = true;
    host = "0.0.0.0";
    port = cfg.port;
    openFirewall = true;
    acceleration = "cuda";
  };
}
