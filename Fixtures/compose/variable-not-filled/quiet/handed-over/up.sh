#!/bin/sh
docker compose --env-file .env.local up -d
