{ ... }: {
  services.ollama.enable = true;
  services.ollama.openFirewall = true;
  services.ollama.loadModels = [ "llama3.2:3b" ];
  services.ollama.environmentVariables.OLLAMA_HOST = "0.0.0.0";
  services.ollama.environmentVariables.OLLAMA_MODELS = "/data/models";
}
