#!/bin/bash
curl -fsSL https://ollama.com/install.sh | sh
echo "export OLLAMA_HOST=0.0.0.0:11434" >> $HOME/.bashrc
echo 'export OLLAMA_KEEP_ALIVE=1h' >> ~/.profile
