{ config, lib, ... }:
{
  services.ollama.enable = true;
  systemd.services.ollama.environment = lib.mkMerge [
    { OLLAMA_NUM_CTX = "16384"; }
    (lib.mkIf config.hardware.graphics.enable { OLLAMA_FLASH_ATTENTION = "1"; })
  ];
}
