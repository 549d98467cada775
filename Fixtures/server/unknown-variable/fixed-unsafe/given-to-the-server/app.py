import os

context = int(os.environ.get("OLLAMA_NUM_CTX", "4096"))
