{ config, ... }: {
  virtualisation.oci-containers.containers.ollama = {
    image = "ollama/ollama:0.30.8";
    volumes = [ "${config.my.dir}:/srv/other" ];
  };
}
