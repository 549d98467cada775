#!/bin/bash
llama-server -m a.gguf --chat-template ./template.jinja --port 8080
