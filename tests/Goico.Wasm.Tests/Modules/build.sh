#!/bin/sh
# Builds the modules that are not text. Needs clang, lld, wasi-libc and compiler-rt for wasm32, and a Rust with the
# target wasm32-unknown-unknown. The results are committed, so that tests need none of them.
set -e
cd "$(dirname "$0")"
clang --target=wasm32-wasi -Os -mexec-model=reactor -Wl,--strip-all order_core.c -o order_core_c.wasm
clang --target=wasm32-wasi -Os -Wl,--strip-all order_command.c -o order_command_c.wasm
"${RUSTC:-rustc}" --edition 2021 -C opt-level=s -C lto -C panic=abort -C strip=symbols \
    --crate-type cdylib --target wasm32-unknown-unknown order_core.rs -o order_core_rust.wasm
