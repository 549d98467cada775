#!/bin/sh
mkdir -p ~/.config/goose
ln -sf "$PWD/.goose/config.yaml" ~/.config/goose/config.yaml
