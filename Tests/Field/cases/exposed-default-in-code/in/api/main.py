import os
URL = os.getenv("CHAT_OLLAMA_URL", "http://host.docker.internal:11434")
