#!/bin/bash
CHAT_FORMAT="--chat-template chatml"
ALIAS="my model"
llama-server --model /srv/a.gguf --alias "$ALIAS" $CHAT_FORMAT
