{ config, ... }:
let cfg = config.my.chat; in {
  virtualisation.oci-containers.containers.chat = {
    image = "ghcr.io/open-webui/open-webui:v0.6.5";
    volumes = [ "${cfg.dir}:/app/backend/data" ];
    environment.OLLAMA_BASE_URL = "http://10.0.0.2:11434";
  };
}
