#!/bin/bash
cloudflared tunnel --url http://localhost:11434
