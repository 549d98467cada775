#!/bin/sh
./tabby serve --device cuda
