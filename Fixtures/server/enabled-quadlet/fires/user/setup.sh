#!/bin/bash
set -e
cp ollama.container ~/.config/containers/systemd/
systemctl --user daemon-reload
systemctl --user enable --now ollama
