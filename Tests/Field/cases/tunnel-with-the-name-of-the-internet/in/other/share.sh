#!/bin/bash
ngrok http 3000
ngrok http 11434 --host-header=rewrite
