#!/bin/sh
# Builds the modules that are not text. Needs clang, lld, wasi-libc and compiler-rt for wasm32, and a Rust with the
# target wasm32-unknown-unknown. The results are committed, so that tests need none of them.
set -e
cd "$(dirname "$0")"
clang --target=wasm32-wasi -Os -mexec-model=reactor -Wl,--strip-all order_core.c -o order_core_c.wasm
clang --target=wasm32-wasi -Os -Wl,--strip-all order_command.c -o order_command_c.wasm
"${RUSTC:-rustc}" --edition 2021 -C opt-level=s -C lto -C panic=abort -C strip=symbols \
    --crate-type cdylib --target wasm32-unknown-unknown order_core.rs -o order_core_rust.wasm

# Components. componentize.mjs needs node and @bytecodealliance/jco 1.35 where node finds it.
wit=../../../sdk/wit/jobicolet.wit
work=$(mktemp -d)
clang --target=wasm32 -Os -nostdlib -Wl,--no-entry -Wl,--strip-all capabilities.c -o "$work/capabilities.wasm"
node componentize.mjs "$work/capabilities.wasm" $wit jobicolet-coded capabilities.wasm
clang --target=wasm32-wasi -Os -mexec-model=reactor -Wl,--strip-all wasi_program.c -o "$work/wasi_program.wasm"
node componentize.mjs "$work/wasi_program.wasm" $wit jobicolet wasi_program.wasm
"${RUSTC:-rustc}" --edition 2021 -C opt-level=s -C lto -C panic=abort \
    -C link-arg=--strip-debug --crate-type cdylib --target wasm32-unknown-unknown order_component.rs -o "$work/order.wasm"
node componentize.mjs "$work/order.wasm" $wit jobicolet order_component_rust.wasm
rm -r "$work"
