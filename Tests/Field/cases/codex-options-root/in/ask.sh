#!/bin/sh
codex-acp -c 'model_provider="box"' -c 'model_providers.box.base_url="http://192.168.1.20:1234"'
