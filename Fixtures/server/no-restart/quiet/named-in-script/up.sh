#!/bin/sh
docker compose -f base.yml \
  -f strong.yml up -d
