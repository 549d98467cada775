{
  services.ollama.enable = true;
  systemd.services.ollama.serviceConfig = {
    Environment = [ "OLLAMA_NUM_CTX=16384" "OLLAMA_KV_CACHE_TYPE=q8_0" ];
  };
}
