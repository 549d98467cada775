#!/bin/bash
sudo systemctl daemon-reload
sudo systemctl restart ollama
sleep 2
ollama serve &
