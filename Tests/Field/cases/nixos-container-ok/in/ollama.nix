{ ... }:
{
  virtualisation.oci-containers.containers = {
    ollama = {
      image = "docker.io/ollama/ollama:0.32.15";
      ports = [ "127.0.0.1:11434:11434" ];
      volumes = [ "/srv/ollama:/root/.ollama" ];
      environment = { OLLAMA_CONTEXT_LENGTH = "32768"; };
      extraOptions = [ "--device=nvidia.com/gpu=all" ];
    };
  };
}
