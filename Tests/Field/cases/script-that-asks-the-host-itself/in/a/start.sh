#!/bin/bash
if ! curl -sf http://host.docker.internal:11434/api/version >/dev/null; then
  echo "not reachable"
fi
