{ services.ollama = { enable = true; environmentVariables = { OLLAMA_CONTEXT_LENGTH = "65536"; }; }; }
