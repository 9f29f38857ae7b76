#!/bin/sh
# Builds the probes of the guest kit. The modules are committed, so that tests need no compiler. Needs
#   apt-get install --no-install-recommends clang lld rustc libstd-rust-dev-wasm32 lld-14
#   npm install --no-save assemblyscript@0.28.20 @bytecodealliance/jco@1.35.0 componentize-qjs@0.4.5
set -eu
cd "$(dirname "$0")"
sdk=../../../sdk
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

clang --target=wasm32-wasi -std=c11 -Oz -mbulk-memory -Wall -Wextra -Werror -nostdlib -I$sdk/c \
    -Wl,--no-entry -Wl,--stack-first -z stack-size=16384 probe.c -o probe-c.wasm

npx --no-install componentize-qjs --wit $sdk/javascript/wit --world program --js probe.js --module-root ../../.. \
    --sync --opt-size --output probe-javascript.wasm

npx --no-install asc probe.ts -O --runtime incremental --debug -o probe-assemblyscript.wasm

compile() {
    "${RUSTC:-/usr/bin/rustc}" --edition 2021 --target wasm32-unknown-unknown -C opt-level=s -C codegen-units=1 \
        -C panic=abort "$@"
}
# Both from their own folders, so that no path of this machine gets into the modules.
(cd $sdk/rust && compile --crate-name jobicolet --crate-type rlib src/lib.rs -o "$work/libjobicolet.rlib")
compile --crate-type cdylib -C lto -C strip=debuginfo -C link-arg=-zstack-size=131072 \
    --extern jobicolet="$work/libjobicolet.rlib" probe.rs -o probe-rust.wasm

(cd $sdk/rust && compile --cfg 'feature="component"' --crate-name jobicolet --crate-type rlib src/lib.rs \
    -o "$work/libjobicolet.rlib")
compile --crate-type cdylib -C lto -C strip=debuginfo -C link-arg=-zstack-size=131072 \
    --extern jobicolet="$work/libjobicolet.rlib" probe.rs -o "$work/core.wasm"
node componentize.mjs "$work/core.wasm" $sdk/wit/jobicolet.wit probe-rust-component.wasm
ls -l ./*.wasm
