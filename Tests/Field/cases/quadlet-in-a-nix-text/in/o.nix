{ pkgs, ... }:
{
  environment.etc."containers/systemd/ollama.container".text = ''
    [Container]
    Image=docker.io/ollama/ollama:0.32.15
    Volume=o:/root/.ollama
  '';
}
