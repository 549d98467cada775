#!/bin/bash
cat > ~/notes/editor.md << 'EOF'
# Editor
```json
"terminal.integrated.env.linux": {
  "OLLAMA_API_BASE": "http://localhost:11434"
}
```
EOF
