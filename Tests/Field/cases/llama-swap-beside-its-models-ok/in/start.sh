#!/bin/sh
exec llama-swap -config config.yaml -listen :9292
