#!/bin/bash
sudo systemctl restart ollama
sleep 10
ollama create reviewer -f Modelfile.reviewer
