#!/bin/sh
ollama serve
