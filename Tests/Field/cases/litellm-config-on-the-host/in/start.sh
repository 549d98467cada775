#!/bin/sh
litellm --config litellm_config.yaml
