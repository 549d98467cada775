#!/bin/sh
ollama pull acme-review
