#!/bin/bash
docker service create \
  --name ollama \
  --mount type=bind,source=/srv/ollama,destination=/root/.ollama \   
  --constraint node.role==worker \
  --replicas 1 -p 11434:11434 ollama/ollama
