#!/usr/bin/env bash
source .env
ollama serve
