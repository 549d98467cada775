#!/bin/sh
cat > Modelfile.desk <<'EOF'
FROM gemma2:9b
SYSTEM You are the help desk of a library.
TEMPLATE """<start_of_turn>user
{{ .Prompt }}<end_of_turn>
<start_of_turn>model
"""
EOF
ollama create desk -f Modelfile.desk
