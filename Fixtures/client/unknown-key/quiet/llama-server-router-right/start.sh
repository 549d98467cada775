#!/bin/sh
llama-server --models-preset models.ini --port 8080
