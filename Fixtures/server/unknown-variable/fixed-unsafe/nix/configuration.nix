{ ... }: {
  services.ollama = {
    enable = true;
    acceleration = "cuda";
    environmentVariables = {
      OLLAMA_CONTEXT_LENGTH = "32768";
    };
  };
}
