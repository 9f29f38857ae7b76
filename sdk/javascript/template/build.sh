#!/bin/sh
# Builds {{name}}.wasm. Needs Node.js 20 or later, and what package.json names:
#   npm install
set -eu
cd "$(dirname "$0")"
npx --no-install componentize-qjs --wit wit --world program --js src/program.js --module-root . \
    --sync --opt-size --output {{name}}.wasm
ls -l {{name}}.wasm
