#!/bin/bash
set -e
cp ollama.container ~/.config/containers/systemd/
systemctl --user daemon-reload
systemctl --user start ollama
systemctl --user enable --now podman-auto-update.timer
