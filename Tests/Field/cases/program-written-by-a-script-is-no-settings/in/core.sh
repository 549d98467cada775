#!/bin/bash
f() {
    cat > "${F}" << 'EOF'
#!/usr/bin/env python3
agent = {
    "llm": "ollama/llama3.2:3b",
            "role": "Researcher",
            "goal": "Gather",
            "backstory": "Expert",
}
EOF
}
