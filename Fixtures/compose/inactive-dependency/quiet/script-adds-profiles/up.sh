#!/bin/sh
for profile in gpu "$@"; do profiles="$profiles --profile $profile"; done
exec docker compose $profiles up -d
