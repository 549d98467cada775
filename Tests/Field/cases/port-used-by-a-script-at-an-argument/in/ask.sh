#!/bin/bash
SERVER_IP=$1
curl -s "http://${SERVER_IP}:11434/api/generate" -d '{"model": "llama3.2", "prompt": "hi"}'
