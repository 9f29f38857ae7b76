#!/bin/sh
# Builds the two programs. Needs Node.js 20 or later, and what package.json names:
#   npm install
set -eu
cd "$(dirname "$0")"
for name in import report; do
    npx --no-install asc "src/$name.ts" -O --runtime incremental --debug -o "$name.wasm"
done
ls -l ./*.wasm
