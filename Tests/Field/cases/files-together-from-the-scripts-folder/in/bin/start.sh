#!/bin/bash
set -e
docker compose -f "$(dirname "$0")/../compose.yaml" -f "$(dirname "$0")/../hardware/nvidia.yaml" up -d
