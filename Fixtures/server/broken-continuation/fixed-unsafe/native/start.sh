#!/bin/sh
llama-server -m model.gguf \
  --host 127.0.0.1
