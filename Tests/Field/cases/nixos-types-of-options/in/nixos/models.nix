{ pkgs, ... }:
{
  services.ollama = {
    enable = true;
    port = "11500";
    models = [ "qwen3:8b" ];
    loadModels = "qwen3:8b";
    environmentVariables = {
      OLLAMA_CONTEXT_LENGTH = 32768;
      OLLAMA_FLASH_ATTENTION = "1";
    };
  };
  services.open-webui = {
    enable = true;
    environment = {
      WEBUI_AUTH = false;
      RAG_WEB_SEARCH_ENGINE = "searxng";
      OLLAMA_BASE_URL = "http://127.0.0.1:11500";
    };
  };
}
