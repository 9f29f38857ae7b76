#!/bin/sh
# Builds notify.wasm. Needs Node.js 20 or later, and what package.json names:
#   npm install
# Two builds differ in a few bytes: the engine's picture, which is a part of it, is taken anew.
set -eu
cd "$(dirname "$0")"
rm -rf build
mkdir build
cp -R ../../sdk/javascript/wit/deps wit/program.wit build
npx --no-install componentize-qjs --wit build --world program --js src/notify.js \
    --module-root ../.. --sync --opt-size --output notify.wasm
ls -l notify.wasm
