#!/bin/bash
cat <<'EOF' | sudo tee /etc/docker/daemon.json
{
  "default-runtime": "nvidia",
  "runtimes": {
    "nvidia": { "path": "nvidia-container-runtime", "runtimeArgs": [] },
  }
}
EOF
sudo systemctl restart docker
docker run -d --restart always -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 ollama/ollama:0.32.15
