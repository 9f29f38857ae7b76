#!/bin/sh
# Builds greet.wasm. Needs clang and lld with the WebAssembly target, and no C library:
#   apt-get install --no-install-recommends clang lld
set -eu
cd "$(dirname "$0")"
clang --target=wasm32-wasi -std=c11 -Oz -mbulk-memory -Wall -Wextra -Werror -nostdlib -I../../sdk/c \
    -Wl,--no-entry -Wl,--stack-first -z stack-size=16384 greet.c -o greet.wasm
ls -l greet.wasm
