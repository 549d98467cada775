#!/bin/sh
exec ollama serve
