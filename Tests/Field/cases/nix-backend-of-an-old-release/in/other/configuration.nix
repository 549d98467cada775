{ pkgs, ... }: {
  services.ollama = {
    enable = true;
    package = pkgs.ollama-cuda;
    environmentVariables.OLLAMA_LLM_LIBRARY = "nvidia";
  };
}
