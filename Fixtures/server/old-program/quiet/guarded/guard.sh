#!/bin/bash
if command -v huggingface-cli &> /dev/null; then
  huggingface-cli download "$repo"
elif python3 -c "import huggingface_hub" &> /dev/null; then
  python3 fetch.py "$repo"
else
  echo "Install with: pip install -U 'huggingface_hub[cli]'"
fi
