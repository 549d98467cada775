#!/bin/bash
f() {
    cat > "${F}" << 'EOF'
import os
agent = {
    "llm": "ollama/llama3.2:3b",
            "role": "Researcher",
            "goal": "Gather",
            "backstory": "Expert",
}
EOF
}
