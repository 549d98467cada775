#!/bin/sh
codex exec --config model_provider=lmstudio --config model_providers.lmstudio.base_url=http://192.168.1.20:1234/v1 "$1"
