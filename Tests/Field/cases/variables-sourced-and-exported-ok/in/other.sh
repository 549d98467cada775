#!/usr/bin/env bash
source exported.env
ollama serve
