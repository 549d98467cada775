ssh h <<'EOF'
cat > compose.yaml <<X
services:
  ollama:
    image: ollama/ollama:0.32.15
    restart: always
    volumes: ['o:/root/.ollama']
volumes: {o: }
X
docker compose up -d
EOF
