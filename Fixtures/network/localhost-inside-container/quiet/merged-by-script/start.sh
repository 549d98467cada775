#!/bin/sh
docker compose -f compose.yaml -f compose.nvidia.yaml \
  -f compose.lan.yaml up -d
