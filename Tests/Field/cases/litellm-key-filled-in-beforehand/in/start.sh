#!/bin/sh
envsubst < litellm_config.yaml > /tmp/c.yaml
litellm --config /tmp/c.yaml
