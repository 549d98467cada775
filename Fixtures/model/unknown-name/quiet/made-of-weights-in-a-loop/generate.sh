#!/bin/sh
# A Modelfile for Ollama of each file of weights, under its name.
for weights in models/*.gguf; do
  name=$(basename "$weights" .gguf)
  cat > "models/$name.Modelfile" <<EOF
FROM /models/$name.gguf
PARAMETER num_ctx 32768
EOF
done
