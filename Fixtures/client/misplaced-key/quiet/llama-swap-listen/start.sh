#!/bin/sh
exec llama-swap -config llama-swap.yaml -listen :9292
