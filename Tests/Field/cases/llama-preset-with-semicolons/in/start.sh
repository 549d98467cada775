#!/bin/sh
exec llama-server --port 8080 --models-preset llamacpp-config.ini
