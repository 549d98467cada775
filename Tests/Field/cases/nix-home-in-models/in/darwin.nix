{ pkgs, ... }: {
  launchd.user.agents.ollama.environment.OLLAMA_MODELS = "~/models";
  services.ollama = {
    enable = true;
    acceleration = false;
  };
}
