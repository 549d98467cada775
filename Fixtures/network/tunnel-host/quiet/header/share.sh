#!/bin/sh
cloudflared tunnel --url http://localhost:11434 --http-host-header="localhost:11434"
