#!/bin/bash
NAME=coder
curl http://localhost:11434/api/create -d "{\"name\": \"$NAME\", \"path\": \"/root/Modelfile\"}"
