{ pkgs, ... }: {
  services.ollama = {
    enable = true;
    acceleration = "rocm";
    environmentVariables.OLLAMA_LLM_LIBRARY = "rocm";
  };
}
