#!/bin/bash
./llama-server -m ~/models/a.gguf -sm graph --split-mode "$MODE" --reasoning-budget -1 --port 8080
