#!/bin/sh
# Builds libyaml as a static library into PREFIX, from its released source: for systems that package only the shared one.
set -eu
prefix=${1:?usage: libyaml.sh PREFIX}
version=0.2.5
digest=c642ae9b75fee120b2d96c712538bd2cf283228d2337df2cf2988e3c02678ef4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
curl --fail --silent --location --output yaml.tar.gz "https://pyyaml.org/download/libyaml/yaml-$version.tar.gz"
echo "$digest  yaml.tar.gz" | sha256sum -c --quiet
tar -xzf yaml.tar.gz
cd "yaml-$version"
./configure --quiet --prefix="$prefix" --disable-shared --with-pic
make -s install
