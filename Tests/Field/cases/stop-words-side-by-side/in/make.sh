#!/bin/sh
cat > Modelfile <<'EOF'
FROM qwen2.5:7b
PARAMETER stop <|im_start|> <|im_end|>
EOF
ollama create mine -f Modelfile
