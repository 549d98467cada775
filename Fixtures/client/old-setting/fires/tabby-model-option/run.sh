#!/bin/sh
./tabby serve --model deepseek-coder:6.7b --device cuda
