#!/bin/sh
docker compose --profile local up -d
