#!/bin/sh
# Builds build/greet.wasm. Needs TinyGo 0.31 or later, and a Go that it works with:
#   https://tinygo.org/getting-started/install
set -eu
cd "$(dirname "$0")"
mkdir -p build
tinygo build -target wasi -opt z -gc leaking -scheduler none -o build/greet.wasm .
ls -l build/greet.wasm
