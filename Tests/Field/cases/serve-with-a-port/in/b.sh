#!/bin/sh
ollama serve --host=192.168.1.4
