#!/bin/bash
cat > ~/.config/opencode/opencode.json <<EOF
{
  "provider": {
    "ollama": {
      "npm": "@ai-sdk/openai-compatible",
      "options": { "baseURL": "http://127.0.0.1:11434/v1" },
      "models": {
EOF
for model in $(ollama list | awk 'NR > 1 { print $1 }'); do
  echo "\"$model\": {}," >> ~/.config/opencode/opencode.json
done
cat <<EOF >> ~/.config/opencode/opencode.json
      }
    }
  }
}
EOF
