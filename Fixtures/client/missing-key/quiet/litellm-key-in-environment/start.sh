#!/bin/sh
export OPENAI_API_KEY=unused
litellm --config litellm_config.yaml
