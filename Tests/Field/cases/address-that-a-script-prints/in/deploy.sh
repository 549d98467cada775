#!/bin/bash
HOST_IP=$(curl -s -4 ifconfig.me)
docker compose up -d
echo "API: http://${HOST_IP}:11434"
