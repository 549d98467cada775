#!/bin/sh
ollama pull BAAI/bge-m3
