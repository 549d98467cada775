{ ... }: {
  services.ollama = {
    enable = true;
    environmentVariables.HTTP_PROXY = "https://ollama.example.org";
  };
}
