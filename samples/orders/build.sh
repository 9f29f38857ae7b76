#!/bin/sh
# Builds the three programs. Needs clang and lld with the WebAssembly target, and no C library:
#   apt-get install --no-install-recommends clang lld
set -eu
cd "$(dirname "$0")"
for name in check confirm reject; do
    clang --target=wasm32-wasi -std=c11 -Oz -Wall -Wextra -Werror -Wno-unused-function -nostdlib -I../c \
        -Wl,--no-entry -Wl,--strip-all -z stack-size=16384 "src/$name.c" -o "$name.wasm"
done
ls -l ./*.wasm
