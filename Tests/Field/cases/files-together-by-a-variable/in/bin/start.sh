#!/bin/bash
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
docker compose -f "$ROOT/compose.yaml" -f "${ROOT}/hardware/nvidia.yaml" up -d
