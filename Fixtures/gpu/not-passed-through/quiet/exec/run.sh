docker exec -it ollama ollama run llama3.2
