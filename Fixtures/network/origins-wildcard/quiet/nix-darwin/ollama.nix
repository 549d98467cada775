{ pkgs, ... }:
{
  launchd.agents.ollama = {
    enable = true;
    config = {
      ProgramArguments = [ "${pkgs.ollama}/bin/ollama" "serve" ];
      RunAtLoad = true;
      EnvironmentVariables.OLLAMA_HOST = "127.0.0.1:11434";
    };
  };
  launchd.user.agents.sync.serviceConfig.ProgramArguments = [ "/usr/bin/rsync" "serve" ];
}
