#!/bin/sh
# Builds the three programs. Needs clang and lld with the WebAssembly target, and no C library:
#   apt-get install --no-install-recommends clang lld
set -eu
cd "$(dirname "$0")"
for name in check confirm reject; do
    clang --target=wasm32-wasi -std=c11 -Oz -mbulk-memory -Wall -Wextra -Werror -nostdlib -I../../sdk/c \
        -Wl,--no-entry -Wl,--stack-first -z stack-size=16384 "src/$name.c" -o "$name.wasm"
done
ls -l ./*.wasm
