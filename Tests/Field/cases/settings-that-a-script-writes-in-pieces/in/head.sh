#!/bin/bash
cat <<"EOF" > /root/.pi/agent/models.json
{
  "providers": {
    "ollama": {
      "api": "openai-completions",
      "apiKey": "ollama",
      "baseUrl": "http://127.0.0.1:11434/v1",
      "models": [
EOF
printf '{"id": "%s"}' "$MODEL" >> /root/.pi/agent/models.json
cat <<"EOF" >> /root/.pi/agent/models.json
      ]
    }
  }
}
EOF
