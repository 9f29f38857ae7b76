#!/bin/sh
# Builds {{name}}.wasm. Needs clang and lld with the WebAssembly target, and no C library: on Debian and Ubuntu,
#   apt-get install --no-install-recommends clang lld
set -eu
cd "$(dirname "$0")"
clang --target=wasm32-wasi -std=c11 -Oz -mbulk-memory -Wall -Wextra -Werror -nostdlib -Isdk \
    -Wl,--no-entry -Wl,--stack-first -z stack-size=16384 src/program.c -o {{name}}.wasm
ls -l {{name}}.wasm
