#!/bin/bash
cat > "$env_path" <<EOF
BIND_ADDRESS=${bind_address}
LLM_MODEL=qwen3:8b
LLM_BASE_URL=http://llama-server:8080/v1
EOF
