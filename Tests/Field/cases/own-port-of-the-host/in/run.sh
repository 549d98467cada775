docker run -d --name proxy -p 11434:4000 --add-host host.docker.internal:host-gateway -e OLLAMA_API_BASE=http://host.docker.internal:11434 ghcr.io/berriai/litellm:main-stable --model ollama/llama3.2
