#!/bin/bash
cat > "$tmp/compose.yml" <<'EOF'
services:
  vllm:
    image: vllm/vllm-openai:v0.10.2
    command: ["--model", "/models/missing"]
EOF
run_check "$tmp/compose.yml"
