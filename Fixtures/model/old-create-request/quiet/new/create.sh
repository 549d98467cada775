#!/bin/sh
curl http://127.0.0.1:11434/api/create -d '{"model":"coder","from":"qwen3:8b","parameters":{"num_ctx":32768}}'
curl http://127.0.0.1:11434/api/show -d '{"model":"coder","modelfile":true}'
curl http://127.0.0.1:11434/api/create -d @create.json
