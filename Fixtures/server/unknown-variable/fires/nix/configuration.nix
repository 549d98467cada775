{ ... }: {
  services.ollama = {
    enable = true;
    acceleration = "cuda";
    environmentVariables = {
      OLLAMA_CONTEXT_LENGHT = "32768";
    };
  };
}
