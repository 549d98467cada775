#!/bin/sh
exec llama-server -m /srv/moe.gguf --cpu-moe 18 --port 8090
