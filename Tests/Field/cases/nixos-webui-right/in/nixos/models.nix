{ config, ... }:
{
  services.ollama = { enable = true; host = "[::]"; port = 11434; loadModels = [ "qwen3:8b" ]; };
  services.open-webui = {
    enable = true;
    port = 8081;
    environment = {
      OLLAMA_BASE_URL = "http://127.0.0.1:${toString config.services.ollama.port}";
      OPENAI_API_BASE_URL = "http://localhost:8000/v1";
      SEARXNG_QUERY_URL = "http://localhost:8888/search?q=<query>";
      WEBUI_AUTH = "True";
    };
  };
}
