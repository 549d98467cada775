set -e
ssh h <<'EOF'
set -e
cat > /etc/containers/systemd/ollama.container <<X
[Container]
Image=docker.io/ollama/ollama:0.32.15
AddDevice=nvidia.com/gpu=all
Volume=o:/root/.ollama
X
systemctl daemon-reload
EOF
