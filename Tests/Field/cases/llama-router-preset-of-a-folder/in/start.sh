#!/bin/sh
llama-server --models-dir /models --models-preset models.ini --port 8080
