#!/bin/sh
aider --openai-api-base http://127.0.0.1:8080/v1 --model openai/http://127.0.0.1:8080/v1
