#!/bin/sh
mkdir -p ~/.config/opencode
cp .opencode.json ~/.config/opencode/opencode.json
