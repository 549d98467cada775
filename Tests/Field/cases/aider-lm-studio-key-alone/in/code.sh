#!/bin/sh
export LM_STUDIO_API_KEY=none
aider --model lm_studio/devstral-small
