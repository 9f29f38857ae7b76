#!/bin/sh
# Builds {{name}}.wasm. Needs Node.js 20 or later, and what package.json names:
#   npm install
set -eu
cd "$(dirname "$0")"
npx --no-install asc src/program.ts -O --runtime incremental --debug -o {{name}}.wasm
ls -l {{name}}.wasm
