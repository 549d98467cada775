set HSA_OVERRIDE_GFX_VERSION=11.0.3
ollama serve
