{ ... }:
{
  hardware.nvidia-container-toolkit.enable = true;
  virtualisation.oci-containers.containers.ollama = {
    image = "ollama/ollama:0.32.15";
    ports = [ "127.0.0.1:11434:11434" ];
    volumes = [ "ollama:/root/.ollama" ];
    # As one word, and as two.
    extraOptions = [ "--memory=2g" "--device" "nvidia.com/gpu=all" ];
  };
}
