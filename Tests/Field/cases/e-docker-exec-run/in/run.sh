#!/bin/bash
docker exec -it ollama ollama run llama3.1-8b
