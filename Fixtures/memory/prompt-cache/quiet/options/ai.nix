{ mem, card, ... }:
{
  virtualisation.oci-containers.containers.ollama = {
    image = "ollama/ollama:0.32.15";
    ports = [ "127.0.0.1:11434:11434" ];
    volumes = [ "ollama:/root/.ollama" ];
    extraOptions = [ "--memory=${mem}" "--device=${card}" ];
  };
}
