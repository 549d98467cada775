{ ... }: {
  services.ollama = {
    enable = true;
    host = "0.0.0.0";
    openFirewall = true;
    environmentVariables = { OLLAMA_HOST = "0.0.0.0"; OLLAMA_KEEP_ALIVE = "10m"; };
  };
}
