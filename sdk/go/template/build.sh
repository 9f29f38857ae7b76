#!/bin/sh
# Builds {{name}}.wasm. Needs TinyGo 0.31 or later, and a Go that it works with:
#   https://tinygo.org/getting-started/install
set -eu
cd "$(dirname "$0")"
# Nothing is collected and nothing scheduled: an instance lives for one event.
tinygo build -target wasi -opt z -gc leaking -scheduler none -o {{name}}.wasm .
ls -l {{name}}.wasm
