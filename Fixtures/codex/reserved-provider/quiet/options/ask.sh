#!/bin/sh
codex -c model_provider=box -c model_providers.box.name=Box -c 'model_providers.box.base_url="http://192.168.1.5:11434/v1"' -m gpt-oss:20b "$@"
