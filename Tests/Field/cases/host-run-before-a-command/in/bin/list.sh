#!/bin/sh
ollama run ps
ollama run observe
