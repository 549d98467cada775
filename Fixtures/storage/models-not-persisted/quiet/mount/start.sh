docker run -d --mount type=bind,source=/srv/o,target=/root/.ollama ollama/ollama
